import { conversationTexts } from '../app/texts/conversation-texts.js'
import type { VNode } from 'preact'
import { compact, usd } from '../usage/words.js'
import { durationWords, type Turn, type TurnUsage } from './turns.js'

interface Props {
  readonly turn: Turn
  /** `undefined` until it is known; the duration is shown without it. */
  readonly usage: TurnUsage | undefined
}

/** Duration, tokens and cost at the end of a turn. */
export function TurnFoot({ turn, usage }: Props): VNode {
  const m = conversationTexts.value
  const facts = [durationWords(turn.durationMs)]
  if (usage !== undefined && usage.messages > 0) {
    facts.push(m.turnTokens(compact(usage.tokens)))
    facts.push(usage.costUsd === null ? m.turnCostUnknown : usd(usage.costUsd))
  }
  return (
    <p class="hint turn-foot" data-tip={m.turnFacts}>
      {facts.join(' · ')}
    </p>
  )
}
