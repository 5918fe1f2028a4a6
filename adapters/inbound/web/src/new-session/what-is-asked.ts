import { newSessionTexts } from '../app/texts/new-session-texts.js'
import { questionsHere, type QuestionsHere } from '../../../../../domain/approvals/questions-here.js'
import type { HubCli } from '../app/hub/hub.js'
import { setup } from '../setup/setup-state.js'
import { approvalConfig } from '../setup/approval-config.js'

type Variant = HubCli['variants'][number]

/** Sentence on what a variant asks about, and whether its questions come here; the first half before the hub has answered. */
export function whatIsAsked(cli: HubCli, { tier, questions }: Variant): string {
  const m = newSessionTexts.value
  const here = placeOf(cli, questions)
  return here === null ? m.tierMeaning[tier] : `${m.tierMeaning[tier]}; ${m.questionsHere[here](tier)}`
}

function placeOf({ id, isReporting }: HubCli, questions: Variant['questions']): QuestionsHere | null {
  const config = approvalConfig.value
  if (!isReporting) return 'none'
  if (config === null) return null
  // A strict session of Claude Code gets its hooks on the command line.
  const lacksHooks = id === 'claude' && config.mode !== 'strict' && setup.value?.hooks?.state === 'none'
  return lacksHooks ? 'none' : questionsHere(questions, config)
}
