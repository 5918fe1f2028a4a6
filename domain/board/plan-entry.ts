import * as E from 'fp-ts/lib/Either.js'
import { appendItem } from '../projects/plan-edit.js'
import { escapeBraces } from '../projects/plan-grammar.js'
import { cleanTitle } from './card-input.js'
import type { Card } from './card.js'

/** Themes were not always checked. */
const themeOf = (theme: string | null): Readonly<Record<string, string>> => {
  const word = (theme ?? '').replace(/[{},\p{Cc}]+/gu, ' ').trim()
  return word === '' ? {} : { theme: word }
}

/** A plan document with a card as the last item in development, ticked off; `null` where it has no such section. */
export function withFinishedItem(document: string, { title, theme }: Pick<Card, 'title' | 'theme'>): string | null {
  const text = escapeBraces(cleanTitle(title))
  const added = appendItem(document, 'dev', { done: true, text, meta: themeOf(theme) })
  return E.isRight(added) ? added.right : null
}
