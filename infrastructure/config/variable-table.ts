import * as E from 'fp-ts/lib/Either.js'
import type { Environment } from './child-environment.js'
import type { Reader } from './readers.js'

/** One environment variable: the only place that names it. */
export interface Variable<A> {
  readonly name: string
  readonly reader: Reader<A>
  /** Text that is read where the variable is missing or blank; a leading `$NAME` stands for the text of that variable. */
  readonly fallback: string | null
  /** One line of Markdown. */
  readonly doc: string
  /** Default shown in the documentation, usually `fallback`. */
  readonly documentedDefault: string
  /** A secret stays out of service definitions, which other users can read. */
  readonly isSecret: boolean
  /** True when programs that the hub starts get the variable as well. */
  readonly reachesChildren: boolean
}

/** A variable with a default; `fallback` is read as a given text is. */
export const variable = <A>(
  name: string,
  reader: Reader<A>,
  fallback: string,
  doc: string,
  documentedDefault = fallback,
): Variable<A> => ({ name, reader, fallback, doc, documentedDefault, isSecret: false, reachesChildren: false })

/** A variable that is `null` where it is missing or blank. */
export const optional = <A>(
  name: string,
  reader: Reader<A>,
  doc: string,
  documentedDefault = '',
): Variable<A | null> => ({
  ...variable<A | null>(name, reader, '', doc, documentedDefault),
  fallback: null,
})

export const secret = <A>(row: Variable<A>): Variable<A> => ({ ...row, isSecret: true })
export const forChildren = <A>(row: Variable<A>): Variable<A> => ({ ...row, reachesChildren: true })

/** Variables by the name of their value. */
export type VariableTable = Readonly<Record<string, Variable<unknown>>>

export type ValuesOf<T extends VariableTable> = {
  readonly [Key in keyof T]: T[Key] extends Variable<infer A> ? A : never
}

/** Invalid variable of the environment. */
export interface ConfigFault {
  readonly variable: string
  /** Error text with a remedy. Never contains the value, which may be a secret. */
  readonly problem: string
}

/** Reads every variable of the table; a left has a fault for each text that does not fit. */
export function readVariables<T extends VariableTable>(
  table: T,
  environment: Environment,
  home: string,
): E.Either<ReadonlyArray<ConfigFault>, ValuesOf<T>> {
  const faults: ConfigFault[] = []
  const textOf = ({ name, fallback }: Variable<unknown>): string | null =>
    given(environment, name) ?? fallback?.replace(/^\$(\w+)/, (_, other) => textNamed(String(other))) ?? null
  const textNamed = (name: string): string => {
    const found = Object.values(table).find((one) => one.name === name)
    return (found === undefined ? null : textOf(found)) ?? ''
  }
  const values = Object.entries(table).map(([key, row]) => {
    const text = textOf(row)
    const value = text === null ? null : row.reader.read(text, home)
    if (value === undefined && given(environment, row.name) !== null)
      faults.push({ variable: row.name, problem: row.reader.problem })
    return [key, value]
  })
  return faults.length > 0 ? E.left(faults) : E.right(Object.fromEntries(values) as ValuesOf<T>)
}

/** `null` for a variable that is missing or blank. */
const given = (environment: Environment, name: string): string | null => {
  const text = environment[name]
  return text === undefined || text.trim() === '' ? null : text
}
