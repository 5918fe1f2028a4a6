import type { Chance } from './chance.js'

/** Figures of a corpus; the same numbers produce the same bytes on every machine. */
export interface CorpusSpec {
  readonly files: number
  readonly bytes: number
}

/** Bytes of the file at each share of the files, smallest first. */
const QUANTILES: ReadonlyArray<readonly [share: number, bytes: number]> = [
  [0, 2_000],
  [0.5, 105_000],
  [0.9, 654_000],
  [0.99, 5_400_000],
  [1, 87_000_000],
]

/** Sizes of all files, shuffled. They keep the quantiles; between those they bend so that the sum comes out. */
export function plannedSizes({ files, bytes }: CorpusSpec, chance: Chance): ReadonlyArray<number> {
  let [low, high] = [0.2, 60]
  for (let step = 0; step < 50; step++) {
    const bend = (low + high) / 2
    if (total(files, bend) > bytes) low = bend
    else high = bend
  }
  const sizes = Array.from({ length: files }, (_, at) => sizeAt(at / (files - 1), low))
  for (let at = sizes.length - 1; at > 0; at--) {
    const other = chance.below(at + 1)
    ;[sizes[at], sizes[other]] = [sizes[other] ?? 0, sizes[at] ?? 0]
  }
  return sizes
}

function total(files: number, bend: number): number {
  let sum = 0
  for (let at = 0; at < files; at++) sum += sizeAt(at / (files - 1), bend)
  return sum
}

function sizeAt(share: number, bend: number): number {
  for (const [at, [to, above]] of QUANTILES.entries()) {
    const [from, beneath] = QUANTILES[at - 1] ?? [0, above]
    if (share > to) continue
    const along = to === from ? 1 : (share - from) / (to - from)
    return Math.round(beneath * (above / beneath) ** (along ** bend))
  }
  return 0
}
