// The same engine with a self-contained bundle: everything in memory, the text index made there.
import { bench } from './failscope.js';

window.bench = bench('failscope-whole', 'bundle.json');
