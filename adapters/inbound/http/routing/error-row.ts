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
