export interface Progress {
  readonly done: number
  readonly total: number
}

/** 0–100, whole; full only when everything is done. */
export const percentOf = ({ done, total }: Progress): number => (total === 0 ? 0 : Math.floor((100 * done) / total))
