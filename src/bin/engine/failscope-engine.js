// The engine of Failscope as a JavaScript module: no interface, no dependencies.
//
//   import { load } from './engine/failscope-engine.js'
//   const failures = await load('bundle.json')
//   failures.answer('domain=finance&q=rollback').total
//
// Query strings are those of links. failscope-engine.d.ts has the types, docs/engine.md the rest.
// `glue.js` beside this file is what wasm-bindgen generates; it is an inner part.
import init, { Handle, index_path as indexPath } from './glue.js'

let started

/** The program, started once; a download that failed is tried again by the next call. */
function start() {
  started ??= read(new URL('./failscope-engine.wasm', import.meta.url)).then((program) => init({ module_or_path: program }))
  started.catch(() => { started = undefined })
  return started
}

const absolute = (address) => new URL(address, globalThis.document?.baseURI ?? globalThis.location?.href ?? import.meta.url)

/** The bytes at an address. Node's fetch knows no files, so there they are read. */
async function read(address) {
  const url = absolute(address)
  const files = url.protocol === 'file:' && globalThis.process?.getBuiltinModule?.('node:fs')
  if (files) {
    try {
      return new Uint8Array(files.readFileSync(url))
    } catch (error) {
      throw new Error(`${address} cannot be read (${error.code})`)
    }
  }
  const response = await fetch(url).catch(() => { throw new Error(`${address} could not be reached: the connection may be down`) })
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${address}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** A bundle's bytes, whatever it was given as. */
async function bytesOf(source) {
  if (typeof source === 'string' || source instanceof URL) return read(source)
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
  if (typeof source?.arrayBuffer === 'function') return new Uint8Array(await source.arrayBuffer())
  // The version is a hash of the bytes, which an object no longer has.
  if (source && typeof source === 'object') return new TextEncoder().encode(JSON.stringify({ ...source, version: undefined }))
  throw new TypeError('load needs an address, a parsed bundle, or the bytes of one')
}

/** Loads a bundle: an address, a parsed object, bytes, a Blob, a File or a Response. Of a split
 * one the index is fetched too, from beside the address or from `base`. */
export async function load(source, { base } = {}) {
  const [bytes] = await Promise.all([bytesOf(source), start()])
  const home = base ?? (typeof source === 'string' || source instanceof URL ? source : source?.url || undefined)
  const near = (path) => read(home === undefined ? path : new URL(path, absolute(home)))
  const index = isSplit(bytes) ? await near(indexPath(bytes)) : undefined
  return new Engine(new Handle(bytes, index), near)
}

/** Whether bytes look like those of a split bundle; what they are is for the engine to say. */
const isSplit = (bytes) => /^\s*\{[^{]*"site"\s*:/.test(new TextDecoder().decode(bytes.subarray(0, 200)))

/** A collection that answers. Made by `load`. */
class Engine {
  #handle
  #near
  #dictionaries = []
  #places
  #ids

  constructor(handle, near) {
    this.#handle = handle
    this.#near = near
    this.size = handle.size()
    this.version = handle.version()
  }

  async prepare(query = '', { limit = 50 } = {}) {
    for (;;) {
      const files = JSON.parse(this.#handle.missing(String(query), limit))
      if (!files.length) return this
      await Promise.all(files.map(async ([path, need]) => this.#handle.receive(JSON.stringify(need), await this.#near(path))))
    }
  }

  answer(query = '') {
    return JSON.parse(this.#handle.answer(String(query)))
  }

  search(query = '', { limit = 50 } = {}) {
    return JSON.parse(this.#handle.search(String(query), limit))
  }

  histogram(query = '') {
    return JSON.parse(this.#handle.histogram(String(query)))
  }

  bars(query = '') {
    const numbers = this.#handle.bars(String(query))
    return { unit: { 2: 'century', 3: 'decade', 4: 'year', 7: 'month', 10: 'day' }[numbers[0]], first: numbers[1], counts: numbers.subarray(2) }
  }

  counts(query = '', { limit = 0, facets: names } = {}) {
    const text = String(query)
    const wanted = this.#placesOf(names)
    const numbers = this.#handle.counts(text, limit, wanted)
    // One by one: taking an array of numbers apart asks it for an iterator, which takes longer than counting.
    const total = numbers[0], certain = numbers[1], occurred = numbers[2], notices = numbers[3], partial = numbers[4]
    const { dict, facets } = this.#dictionary(occurred)
    const hits = numbers.subarray(6, 6 + numbers[5])
    let at = 6 + hits.length
    const counts = {}
    for (const place of wanted) {
      const { id, values } = facets[place]
      counts[id] = numbers.subarray(at, (at += values.length))
    }
    return { total, certain, counts, dict, hits, partial: partial > 0, notices: notices ? JSON.parse(this.#handle.notices(text)) : [] }
  }

  get dict() {
    return this.#dictionary(0).dict
  }

  get ids() {
    return (this.#ids ??= JSON.parse(this.#handle.ids()))
  }

  free() {
    this.#handle.free()
  }

  /** The places of the facets of these names, or of all. */
  #placesOf(names) {
    const places = (this.#places ??= new Map(this.#dictionary(0).facets.map(({ id }, place) => [id, place])))
    // Pushed into a plain array: to make one of numbers takes longer than counting a small collection.
    const wanted = []
    for (const name of names ?? places.keys()) {
      const place = places.get(name)
      if (place === undefined) throw new TypeError(`there is no facet ${name}: ${[...places.keys()].join(', ')}`)
      wanted.push(place)
    }
    return wanted
  }

  /** The facets in the order of the numbers, which the keys of an object need not have. */
  #dictionary(occurred) {
    const make = (facets) => ({ facets, dict: Object.fromEntries(facets.map(({ id, values }) => [id, values])) })
    return (this.#dictionaries[occurred] ??= make(JSON.parse(this.#handle.dictionary(Boolean(occurred)))))
  }
}
