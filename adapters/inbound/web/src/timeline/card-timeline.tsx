import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { FilteredTimeline } from './filtered-timeline.js'
import { cardTimeline } from './timeline.js'

interface Props {
  readonly card: string
  /** Session of the card, if it has one. */
  readonly session: string | null
  readonly revision: number
}

/** Time line of a card: all of its sessions, its branch and its moves. */
export function CardTimeline({ card, session, revision }: Props): VNode {
  const [readPage] = useState(() => cardTimeline(card))
  return <FilteredTimeline {...{ session, readPage, revision }} isOfSeveral />
}
