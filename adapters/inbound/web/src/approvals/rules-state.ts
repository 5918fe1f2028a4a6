import { ruleTexts } from './rule-texts.js'
import { signal } from '@preact/signals'
import type { BodyOf } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { failed, failedBy, hasCode } from '../app/failed.js'
import { newest } from '../app/newest.js'
import { ask, client } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'

export type Rule = BodyOf<'listRules'>['rules'][number]
export type RuleTrial = BodyOf<'tryRule'>
export type WaitingTime = BodyOf<'readWaitingTime'>
export type RuleProposal = BodyOf<'proposeRules'>['proposals'][number]
/** A rule before it is in force. */
export type RuleDraft = Pick<Rule, 'effect' | 'tool' | 'command' | 'path' | 'host' | 'projectId' | 'agent'>

/** Rules in force, oldest first; `null` before the first response. */
export const rules = signal<ReadonlyArray<Rule> | null>(null)

const known = newest(rules, async () => {
  const answer = await ask(client.listRules(), ({ body }) => body.rules)
  return answer.ok ? answer.value : null
})

export const readRules = known.again

/** Puts a rule in force, in place of the one with the id `replaces`. Resolves to true when it is. */
export async function addRule(draft: RuleDraft, replaces: string | null = null): Promise<boolean> {
  const answer = await ask(client.addRule({ body: { ...draft, replaces } }))
  if (!answer.ok) {
    failedBy('part', ruleTexts.value.ruleParts, ruleTexts.value.couldNotAddRule, answer.failure)
    return false
  }
  toast({ text: replaces === null ? ruleTexts.value.ruleInForce : ruleTexts.value.ruleChanged })
  await known.again()
  return true
}

/** Tries a rule on past calls, without the one that it replaces; `null` when that failed, which is said. */
export async function tryRule(draft: RuleDraft, replaces: string | null): Promise<RuleTrial | null> {
  const answer = await ask(client.tryRule({ body: { ...draft, replaces } }))
  if (answer.ok) return answer.value
  failedBy('part', ruleTexts.value.ruleParts, ruleTexts.value.couldNotTryRule, answer.failure)
  return null
}

/** Removes a rule and offers to put it in force again. */
export async function removeRule(rule: Rule): Promise<void> {
  const m = messages.value
  const answer = await ask(client.removeRule({ params: { id: rule.id } }), () => null)
  if (!answer.ok && !hasCode(answer.failure, 'RuleNotFound')) {
    failed(ruleTexts.value.couldNotRemoveRule, answer.failure)
    return
  }
  known.change((all) => all.filter(({ id }) => id !== rule.id))
  const { id: _id, createdAt: _createdAt, ...draft } = rule
  toast({
    text: ruleTexts.value.ruleRemoved,
    action: { label: m.undo, run: () => void addRule(draft) },
  })
}

/** Rules that an answer to a call could make; none for a call that has ended meanwhile. */
export async function proposedRules(approval: string): Promise<ReadonlyArray<RuleProposal>> {
  const answer = await ask(client.proposeRules({ params: { id: approval } }), ({ body }) => body.proposals)
  return answer.ok ? answer.value : []
}

/** Text that a rule compares; `null` for every call. */
export const patternOf = ({ command, path, host }: Pick<RuleDraft, 'command' | 'path' | 'host'>): string | null =>
  command ?? path ?? host
