import { ruleTexts } from './rule-texts.js'
import type { VNode } from 'preact'
import { hasShapeOf } from '../app/draft-shelf.js'
import { drafts, useDraftOf } from '../app/drafts.js'
import { reportingAgents } from '../app/clis.js'
import { addRule, patternOf, type Rule, type RuleDraft } from './rules-state.js'
import { projects } from '../app/project-list.js'
import { Segments } from '../ui/segments.js'
import { Choice } from '../ui/choice.js'
import { RuleForm } from './rule-form.js'

const KINDS = ['command', 'path', 'host', 'any'] as const
/** Tool that is proposed for a kind. */
const TOOLS = { command: 'Bash', path: 'Edit', host: 'WebFetch' } as const
const EMPTY = { effect: 'allow', tool: 'Bash', kind: 'command', text: '', projectId: '', agent: '' }
const isDraft = hasShapeOf(EMPTY)

interface Props {
  /** Rule that is changed; left out for one from scratch. */
  readonly rule?: Rule
  readonly onClose: () => void
}

const draftOf = (rule: Omit<RuleDraft, 'effect' | 'agent'> & Partial<RuleDraft>): typeof EMPTY => ({
  effect: rule.effect ?? EMPTY.effect,
  tool: rule.tool,
  kind: KINDS.find((kind) => kind !== 'any' && rule[kind] !== null) ?? 'any',
  text: patternOf(rule) ?? '',
  projectId: rule.projectId ?? '',
  agent: rule.agent ?? '',
})

/** Name of the draft of a rule. */
export const draftName = (rule?: Rule): string => (rule === undefined ? 'new-rule' : `rule ${rule.id}`)

/** Makes the form for a new rule begin with one that allows the same. */
export const beginWith = (rule: Parameters<typeof draftOf>[0]): void => drafts.write(draftName(), draftOf(rule))

/** Form for a rule from scratch, or for one in force. */
export function NewRule({ rule, onClose }: Props): VNode {
  const m = ruleTexts.value
  const [typed, setTyped] = useDraftOf(draftName(rule), rule === undefined ? EMPTY : draftOf(rule), isDraft)
  const patch = (change: Partial<typeof EMPTY>): void => setTyped({ ...typed, ...change })
  const kind = KINDS.find((one) => one === typed.kind) ?? 'command'
  const text = typed.text.trim()
  const draft: RuleDraft = {
    effect: typed.effect === 'deny' || typed.effect === 'ask' ? typed.effect : 'allow',
    tool: typed.tool.trim(),
    ...{ command: null, path: null, host: null },
    ...(kind === 'any' ? {} : { [kind]: text }),
    projectId: typed.projectId === '' ? null : typed.projectId,
    agent: typed.agent === '' ? null : typed.agent,
  }
  return (
    <RuleForm
      draft={draft}
      onEffect={(effect) => patch({ effect })}
      isReady={draft.tool !== '' && (kind === 'any' || text !== '')}
      {...(rule === undefined ? {} : { replaces: rule.id })}
      submit={rule === undefined ? m.putInForce : m.changeRule}
      onSubmit={async () => {
        if (await addRule(draft, rule?.id)) onClose()
      }}
      onCancel={onClose}
    >
      <label>
        <span class="setting-label as-block">{m.ruleTool}</span>
        <input
          class="field mono"
          value={typed.tool}
          maxLength={200}
          spellcheck={false}
          onInput={({ currentTarget }) => patch({ tool: currentTarget.value })}
        />
      </label>
      <Segments
        label={m.ruleKind}
        value={kind}
        options={KINDS.map((one) => [one, m.ruleKinds[one]] as const)}
        onChoose={(next) => patch({ kind: next, ...(next === 'any' ? {} : { tool: TOOLS[next] }) })}
      />
      {kind !== 'any' && (
        <label>
          <span class="setting-label as-block">{m.ruleText[kind]}</span>
          <input
            class="field mono"
            value={typed.text}
            maxLength={1000}
            spellcheck={false}
            autocapitalize="off"
            onInput={({ currentTarget }) => patch({ text: currentTarget.value })}
          />
          <span class="hint">{m.ruleHints[kind]}</span>
        </label>
      )}
      <label>
        <span class="setting-label as-block">{m.ruleProject}</span>
        <Choice
          label={m.ruleProject}
          all={m.everyProject}
          options={(projects.value ?? []).map(({ id, displayName }) => [id, displayName])}
          value={typed.projectId}
          onChoose={(projectId) => patch({ projectId })}
        />
      </label>
      <label>
        <span class="setting-label as-block">{m.ruleAgent}</span>
        <Choice
          label={m.ruleAgent}
          all={m.everyAgent}
          options={reportingAgents.value}
          value={typed.agent}
          onChoose={(agent) => patch({ agent })}
        />
      </label>
    </RuleForm>
  )
}
