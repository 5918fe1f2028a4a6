import { faultText, type Unavailable } from '../../../../application/shared/errors.js'
import type { Tagged } from '../../../../domain/shared/tagged.js'
import type { Reply } from '../../../../infrastructure/http/reply.js'

/** Reply for one type of error. */
export interface ErrorRow<Error> {
  readonly status: number
  readonly text: string | ((error: Error) => string)
  /** Keys of the body beside `error`. */
  readonly more?: (error: Error) => Readonly<Record<string, unknown>>
  readonly headers?: (error: Error) => Readonly<Record<string, string>>
}

/** A row for each error of a union. */
export type ErrorRows<Errors extends { readonly _tag: string }> = {
  readonly [Tag in Errors['_tag']]: ErrorRow<Extract<Errors, { readonly _tag: Tag }>>
}

/** Rows of any errors; none takes an error that is not its own. */
type AnyRows = Readonly<Record<string, ErrorRow<never>>>

/** Reply for an error with a row. `text` replaces the default text. */
export const repliesBy =
  <Rows extends AnyRows>(rows: Rows) =>
  (error: Tagged<keyof Rows & string>, text?: string | null): Reply => {
    const row = rows[error._tag] as ErrorRow<unknown>
    const usual = typeof row.text === 'string' ? row.text : row.text(error)
    // `text` describes the operation that failed; the default text goes into `detail` as its cause.
    const isReplaced = error._tag === 'Unavailable' && typeof text === 'string'
    return {
      status: row.status,
      headers: row.headers?.(error) ?? {},
      json: { error: text ?? usual, code: error._tag, ...row.more?.(error), ...(isReplaced ? { detail: usual } : {}) },
      ...(error._tag === 'Unavailable' ? { fault: faultText(error as Unavailable) } : {}),
    }
  }

/** Status of an error and its usual words, or its name where they depend on what happened. */
export type ErrorWords = (tag: string) => { readonly status: number; readonly words: string }

export const wordsBy =
  (rows: AnyRows): ErrorWords =>
  (tag) => {
    const { status, text } = rows[tag] as ErrorRow<never>
    return { status, words: typeof text === 'string' ? text : tag }
  }
