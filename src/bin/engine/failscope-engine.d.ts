/** Loads a collection and starts the engine, which is downloaded once however often this is called.
 *
 * Rejects with a sentence: what could not be reached, or what the decoder finds wrong.
 * Of a split bundle the index is loaded too; its other files are looked for beside the address
 * that was given, or beside `base`. A parsed object is taken without its `version`, which names bytes that it no longer has. */
export function load(
  source: string | URL | BundleObject | ArrayBuffer | ArrayBufferView | Blob | Response,
  options?: { base?: string | URL },
): Promise<Engine>

/** A bundle as parsed JSON. */
export interface BundleObject {
  failscope: 1
  version?: string
  content: { collection?: object; taxonomy: object; incidents: object[] }
}

/** A loaded collection. A query is the query string of a link, with or without its question
 * mark; what the collection does not know becomes a notice, and nothing here throws on it. */
export interface Engine {
  /** How many incidents the collection has. */
  readonly size: number
  /** Version of the data: a hash of the bundle's content, or empty where it names none. */
  readonly version: string
  /** Facet id to the ids of its values: what `counts` without `dict` in hand stands for, while
   * years are those of the reported dates. */
  readonly dict: Dict
  /** The ids of all incidents; `hits` of `counts` are places in it. */
  readonly ids: readonly string[]

  /** Fetches what a query needs before its answer is whole: of a split bundle the words of its
   * text and the titles of its first hits (50 unless told), of a whole one nothing. Rejects
   * with a sentence when a file does not come. */
  prepare(query?: string | URLSearchParams, options?: { limit?: number }): Promise<Engine>

  /** The whole answer, as the command `failscope answer` prints it. */
  answer(query?: string | URLSearchParams): Answer
  /** The answer with its first hits (50 unless told) in place of all ids. */
  search(query?: string | URLSearchParams, options?: { limit?: number }): Found
  /** Only the histogram. */
  histogram(query?: string | URLSearchParams): Bin[]
  /** The histogram without names: bin `n` is the year, month (year × 12 + month - 1) or day
   * (Julian day number) `first + n`. */
  bars(query?: string | URLSearchParams): Bars
  /** Totals and counts as typed arrays, for many questions a second: those of all facets, or of
   * the `facets` that are named (others cost nothing then); `hits` are the first `limit` (none
   * unless told). The arrays are yours to keep. Throws a `TypeError` for a facet that is none. */
  counts(query?: string | URLSearchParams, options?: { limit?: number; facets?: Iterable<string> }): Counts
  /** Gives the memory back at once, rather than when the engine is collected; no question may
   * follow. */
  free(): void
}

interface Shared {
  /** How many incidents are selected. */
  total: number
  /** Of these, how many certainly are within the date range; all, where there is none. */
  certain: number
  /** Facet id to value id to how many there are with that value under all other filters. */
  facets: Record<string, Record<string, number>>
  /** Counts over time under all filters but the date range. */
  histogram: Bin[]
  /** How many the histogram leaves out because they carry no date. */
  undated: number
  /** What was searched instead of misspelt words; absent where nothing was. */
  corrections?: { from: string; to: string }[]
  /** What the query asks for and the collection does not have, as sentences. */
  notices: string[]
  /** There, and true, where files are missing that `prepare` would fetch. */
  partial?: true
}

export interface Answer extends Shared {
  /** The ids of all that is selected, in order. */
  ids: string[]
}

export interface Found extends Shared {
  hits: Hit[]
}

export interface Hit {
  id: string
  /** Absent where its file has not been fetched: see `prepare`. */
  title?: string
  /** When it was reported and when it happened, in EDTF. */
  published?: string
  occurred?: string
  /** Where hits are in the order of likeness (0 to 1) or relevance, how much. */
  score?: number
}

export interface Bin {
  /** `2011`, `2011-03` or `2011-03-22`. */
  from: string
  count: number
}

export interface Bars {
  /** Absent where nothing is dated. */
  unit?: 'century' | 'decade' | 'year' | 'month' | 'day'
  first: number
  counts: Uint32Array
}

export type Dict = Readonly<Record<string, readonly string[]>>

export interface Counts {
  total: number
  certain: number
  /** Facet id to a count for each value of `dict[facet]`. */
  counts: Record<string, Uint32Array>
  /** Facet id to value ids. The same object from one call to the next, but for queries by the
   * other date, whose years differ. */
  dict: Dict
  /** The first hits in order, as places in `ids`. */
  hits: Uint32Array
  /** Whether files are missing that `prepare` would fetch. */
  partial: boolean
  notices: string[]
}
