import type { ContainerModuleLoadOptions, ServiceIdentifier } from 'inversify'

/** Typed identifier of a binding. */
export type Token<A> = ServiceIdentifier<A>

export const token = <A>(name: string): Token<A> => Symbol.for(`penates.${name}`)

/** A token of the right type for every dependency that a factory takes. */
export type TokensFor<Deps> = { readonly [K in keyof Deps]-?: Token<Deps[K]> }

/** Binds what `make` builds out of the named dependencies, once for the life of the container. */
export function provide<A, Deps extends object>(
  options: ContainerModuleLoadOptions,
  to: Token<A>,
  make: (deps: Deps) => A,
  from: TokensFor<Deps>,
): void {
  const names = Object.keys(from) as unknown as ReadonlyArray<keyof Deps>
  const build = (...values: ReadonlyArray<unknown>): A =>
    make(Object.fromEntries(names.map((name, index) => [name, values[index]])) as Deps)
  options
    .bind<A>(to)
    .toResolvedValue(build, names.map((name) => from[name]) as never)
    .inSingletonScope()
}

/** Binds a value that exists already. */
export function provideValue<A>(options: ContainerModuleLoadOptions, to: Token<A>, value: A): void {
  options.bind<A>(to).toConstantValue(value)
}
