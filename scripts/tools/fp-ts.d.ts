// Types of fp-ts (MIT) that the entry points and io-ts use, with the same members: values of fp-ts have them.
export interface None {
  readonly _tag: 'None'
}
export interface Some<A> {
  readonly _tag: 'Some'
  readonly value: A
}
export type Option<A> = None | Some<A>
export interface Left<E> {
  readonly _tag: 'Left'
  readonly left: E
}
export interface Right<A> {
  readonly _tag: 'Right'
  readonly right: A
}
export type Either<E, A> = Left<E> | Right<A>
export type Task<A> = () => Promise<A>
export type TaskEither<E, A> = Task<Either<E, A>>
export type Predicate<A> = (a: A) => boolean
export type Refinement<A, B extends A> = (a: A) => a is B
