import type { Terminal } from '@xterm/xterm'

/** Operators that coding fonts draw as one sign, the longer ones first. */
const OPERATORS =
  /<!--|<=>|<->|<-->|===|!==|>>=|<<=|\|\|=|&&=|\?\?=|\.\.\.|\.\.<|-->|==>|=>>|->>|<\|>|:::|\*\*\*|\/\/\/|###|=>|->|<-|<=|>=|==|!=|::|:=|&&|\|\||\?\?|\?\.|\.\.|\/\/|\/\*|\*\/|<>|\+\+|--|\|>|<\||~>|~~|\*\*|=~|!~|##|www/g

/** Draws operators as one sign where the font has one. Returns a function that ends it. */
export function joinOperators(terminal: Terminal): () => void {
  const id = terminal.registerCharacterJoiner((text) =>
    [...text.matchAll(OPERATORS)].map(({ index, 0: { length } }) => [index, index + length]),
  )
  return () => terminal.deregisterCharacterJoiner(id)
}
