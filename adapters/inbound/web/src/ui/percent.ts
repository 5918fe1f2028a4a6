export interface Progress {
  readonly done: number
  readonly total: number
}

/** Integer from 0 to 100; 100 only when everything is done. */
export const percentOf = ({ done, total }: Progress): number => (total === 0 ? 0 : Math.floor((100 * done) / total))
