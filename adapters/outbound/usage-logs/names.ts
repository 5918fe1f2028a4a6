import { agentId } from '../../../domain/agents/agent-id.js'
import type { RowOrigin } from '../../../domain/usage/row.js'

/** An origin without what differs from row to row. */
export type Origin = Omit<RowOrigin, 'isCopy'>

/** Texts and origins by number, so that a message holds four bytes for each. */
export interface Names {
  readonly numberOf: (text: string) => number
  readonly text: (number: number) => string
  readonly originNumberOf: (origin: Origin) => number
  readonly origin: (number: number) => Origin
  readonly stored: () => StoredNames
}

/** Names in their stored form. */
export interface StoredNames {
  readonly texts: ReadonlyArray<string>
  readonly origins: ReadonlyArray<Origin>
}

const NOWHERE: Origin = { agent: agentId(''), model: '', variant: 'standard', session: '', directory: null }

export function namesFrom(stored: StoredNames = { texts: [], origins: [] }): Names {
  const texts = [...stored.texts]
  const origins = [...stored.origins]
  const textNumbers = new Map(texts.map((text, number) => [text, number]))
  const originKey = ({ agent, model, variant, session, directory }: Origin): string =>
    JSON.stringify([agent, model, variant, session, directory])
  const originNumbers = new Map(origins.map((origin, number) => [originKey(origin), number]))
  /** Most rows have the origin of the row before. */
  let last: Origin = NOWHERE
  let lastNumber = -1

  const lookUp = (origin: Origin): number => {
    const key = originKey(origin)
    const known = originNumbers.get(key)
    if (known !== undefined) return known
    const { agent, model, variant, session, directory } = origin
    origins.push({ agent, model, variant, session, directory })
    originNumbers.set(key, origins.length - 1)
    return origins.length - 1
  }

  return {
    numberOf: (text) => {
      const known = textNumbers.get(text)
      if (known !== undefined) return known
      texts.push(text)
      textNumbers.set(text, texts.length - 1)
      return texts.length - 1
    },
    text: (number) => texts[number] ?? '',
    originNumberOf: (origin) => {
      if (lastNumber < 0 || !isSame(origin, last)) {
        lastNumber = lookUp(origin)
        last = origin
      }
      return lastNumber
    },
    origin: (number) => origins[number] ?? NOWHERE,
    stored: () => ({ texts, origins }),
  }
}

const isSame = (one: Origin, other: Origin): boolean =>
  one.session === other.session &&
  one.model === other.model &&
  one.directory === other.directory &&
  one.variant === other.variant &&
  one.agent === other.agent
