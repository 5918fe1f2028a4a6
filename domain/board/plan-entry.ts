import * as E from 'fp-ts/lib/Either.js'
import { appendItem } from '../projects/plan-edit.js'
import { escapeBraces } from '../projects/plan-grammar.js'
import { cleanTitle } from './card-input.js'
import type { Card } from './card.js'

/** Cleans the theme, because old themes were not validated. */
const themeOf = (theme: string | null): Readonly<Record<string, string>> => {
  const word = (theme ?? '').replace(/[{},\p{Cc}]+/gu, ' ').trim()
  return word === '' ? {} : { theme: word }
}

/** Plan document with the card as the last, ticked item in development; `null` when it has no such section. */
export function withFinishedItem(document: string, { title, theme }: Pick<Card, 'title' | 'theme'>): string | null {
  const text = escapeBraces(cleanTitle(title))
  const added = appendItem(document, 'dev', { done: true, text, meta: themeOf(theme) })
  return E.isRight(added) ? added.right : null
}
