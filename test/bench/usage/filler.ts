import { seeded, type Chance } from './chance.js'

const WORDS = (
  'const return import from the of to and if else await file test error line value path read write session function ' +
  'string number null true false export type interface Promise => { } ( ) ; : = + - * / < > . , [ ] größe … 0 1 2 42'
).split(' ')
const POOL_CHARACTERS = 2_000_000

let pool = ''

/** Text as it stands between the quotes of a JSON string; mostly short, up to `most` characters. */
export function filler(chance: Chance, least: number, most: number): string {
  if (pool === '') pool = makePool()
  const length = least + Math.floor((most - least) * chance.share() ** 3)
  const start = chance.below(POOL_CHARACTERS - length)
  const text = pool.slice(start, start + length)
  // A cut through an escape would end the string, or not.
  return text.replace(/^["n\\]+/, '').replace(/\\+$/, '')
}

/** Code, more or less: every tenth word ends a line, every fifteenth is in quotes. */
function makePool(): string {
  const chance = seeded(7)
  const words: string[] = []
  for (let length = 0; length < POOL_CHARACTERS + 1;) {
    const word = WORDS[chance.below(WORDS.length)] ?? ''
    const kind = chance.below(30)
    const text = kind < 3 ? `${word}\\n  ` : kind < 5 ? `\\"${word}\\" ` : `${word} `
    words.push(text)
    length += text.length
  }
  return words.join('')
}
