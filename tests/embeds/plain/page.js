// Writes down what the embeds say.
window.said = []
for (const name of ['ready', 'filterchange', 'select'])
  document.addEventListener(name, ({ type, target, detail }) => window.said.push([target.id, type, detail]))
