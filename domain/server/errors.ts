/** No service manager would start this hub again: it does not run under `target`. */
export interface NotManaged {
  readonly _tag: 'NotManaged'
  /** What it would have to run under: `penates.service`, `gui/501/com.penates`. */
  readonly target: string
  /** What to do about it, in English. */
  readonly hint: string
}
export const notManaged = (target: string, hint: string): NotManaged => ({ _tag: 'NotManaged', target, hint })

/** There is a service of that name that somebody else wrote. */
export interface ForeignService {
  readonly _tag: 'ForeignService'
  /** Absolute path of its definition. */
  readonly file: string
}
export const foreignService = (file: string): ForeignService => ({ _tag: 'ForeignService', file })
