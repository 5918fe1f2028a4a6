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
  const [names, tokens] = [Object.keys(from), Object.values<Token<unknown>>(from)]
  const build = (...values: unknown[]): A =>
    make(Object.fromEntries(names.map((name, index) => [name, values[index]])) as Deps)
  options.bind<A>(to).toResolvedValue(build, tokens).inSingletonScope()
}

/** Binds a value that exists already. */
export function provideValue<A>(options: ContainerModuleLoadOptions, to: Token<A>, value: A): void {
  options.bind<A>(to).toConstantValue(value)
}
