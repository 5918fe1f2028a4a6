/** Passes on what a promise of an effect resolves to, until the function that it returns is called: the end of the effect. */
export function unlessOver<A>(promise: Promise<A>, use: (answer: A) => void): () => void {
  let isOver = false
  void promise.then((answer) => {
    if (!isOver) use(answer)
  })
  return () => (isOver = true)
}
