import * as E from 'fp-ts/lib/Either.js'
import { checksumOf, withChecksum } from '../../../infrastructure/files/checksum.js'
import { strictText } from '../../../infrastructure/text/utf8.js'

/** Format of a state file that is read. */
export interface ReadableShape<A> {
  /** 1 or more; counts up with every change of the shape. Files of older installations have none and count as 0. */
  readonly version: number
  /** Step `n` lifts content of version `n` to `n + 1`; one for each version before the present one. */
  readonly migrate: ReadonlyArray<(older: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>
  /** Reads content of the present version; a left lists the places that do not fit. */
  readonly decode: (stored: unknown) => E.Either<ReadonlyArray<string>, A>
}

/** Format of one state file, independent of its location. */
export interface StateShape<A> extends ReadableShape<A> {
  readonly encode: (state: A) => Readonly<Record<string, unknown>>
}

export type UnreadableState =
  { readonly _tag: 'Damaged'; readonly detail: string } | { readonly _tag: 'Newer'; readonly detail: string }

const damaged = (detail: string): UnreadableState => ({ _tag: 'Damaged', detail })

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The whole content of a state file: JSON with two spaces, for people who look into it, and its checksum. */
export const stateText = <A>(shape: StateShape<A>, state: A): string =>
  withChecksum(`${JSON.stringify({ version: shape.version, ...shape.encode(state) }, null, 2)}\n`)

/** Content of a state file as it was read: the state, and the text that it was read from. */
export interface ParsedState<A> {
  readonly state: A
  readonly text: string
}

/** Reads what `stateText`, or an older version of it, wrote. */
export function parseState<A>(shape: ReadableShape<A>, bytes: Uint8Array): E.Either<UnreadableState, ParsedState<A>> {
  const text = decoded(bytes)
  if (text === null) return E.left(damaged('it holds bytes that are not UTF-8'))
  if (checksumOf(text) === 'wrong') return E.left(damaged(CHANGED))
  return E.map((state: A) => ({ state, text }))(parseText(shape, text))
}

const CHANGED =
  'its checksum does not match: it is damaged, or was edited by hand without removing the line with the checksum'

function decoded(bytes: Uint8Array): string | null {
  try {
    return strictText(bytes)
  } catch {
    return null
  }
}

function parseText<A>(shape: ReadableShape<A>, text: string): E.Either<UnreadableState, A> {
  const json = parseJson(text)
  if (!isRecord(json))
    return E.left(damaged(text.trim() === '' ? 'the file is empty' : 'this is no complete JSON object'))
  const { version = 0, checksum: _checksum, ...content } = json
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    return E.left(damaged('its version is not a number'))
  }
  if (version > shape.version) {
    const detail = `version ${version} was written by a newer Penates; this one reads up to version ${shape.version}`
    return E.left({ _tag: 'Newer', detail })
  }
  const lifted = shape.migrate.slice(version).reduce((older, step) => step(older), content)
  return E.mapLeft((at: ReadonlyArray<string>) => damaged(`does not fit at ${at.join(', ')}`))(shape.decode(lifted))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
