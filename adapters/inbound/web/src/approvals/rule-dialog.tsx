import { ruleTexts } from './rule-texts.js'
import '../settings/access-tokens.css'
import './rules.css'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { HubApproval } from '../app/hub/hub.js'
import { decide } from '../app/approvals.js'
import { projects, readProjects } from '../app/project-list.js'
import { addRule, patternOf, proposedRules, type RuleDraft, type RuleProposal } from './rules-state.js'
import { Dialog } from '../ui/dialog.js'
import { VisibleText } from '../ui/visible-text.js'
import { RuleForm } from './rule-form.js'

interface Props {
  readonly approval: HubApproval
  readonly onClose: () => void
}

/** Proposes rules for calls like one that waits. A rule that allows is put in force together with the decision. */
export function RuleDialog({ approval, onClose }: Props): VNode {
  const m = ruleTexts.value
  const { id, tool } = approval
  const [proposals, setProposals] = useState<ReadonlyArray<RuleProposal> | null>(null)
  const [chosen, setChosen] = useState(0)
  const [effect, setEffect] = useState<RuleDraft['effect']>('allow')
  const [isInProject, setInProject] = useState(true)
  useEffect(() => {
    void proposedRules(id).then(setProposals)
    void readProjects()
  }, [id])
  // Without a proposal the rule is about every call of the tool.
  const all = proposals?.length === 0 ? [everyCall(tool)] : (proposals ?? [])
  const proposal = all[chosen] ?? everyCall(tool)
  const { projectId } = proposal
  const project = projects.value?.find((one) => one.id === projectId)
  const { command, path, host } = proposal
  const draft: RuleDraft = { effect, tool, command, path, host, projectId: isInProject ? projectId : null, agent: null }
  return (
    <Dialog label={m.makeRuleFor(tool)} class="rule-dialog" onClose={onClose}>
      <h2>{m.makeRuleFor(tool)}</h2>
      <RuleForm
        draft={draft}
        onEffect={setEffect}
        isReady={proposals !== null}
        submit={effect === 'allow' ? m.putInForceAndAllow : m.putInForce}
        onSubmit={async () => {
          if (!(await addRule(draft))) return
          onClose()
          if (effect === 'allow') await decide(approval, { decision: 'allow' })
        }}
        onCancel={onClose}
      >
        <div class="rule-proposals stack gap-2" role="radiogroup" aria-label={m.proposedRules}>
          {all.map((one, index) => (
            <label key={patternOf(one) ?? ''}>
              <input type="radio" name="rule-proposal" checked={index === chosen} onChange={() => setChosen(index)} />
              <span>
                <span class="mono">
                  <VisibleText text={patternOf(one) ?? m.ruleKinds.any} />
                </span>
                {one.match !== null && one.nearMiss !== null && (
                  <span class="hint as-block">
                    <VisibleText text={m.ruleExample(one.match, one.nearMiss)} />
                  </span>
                )}
              </span>
            </label>
          ))}
        </div>
        {projectId !== null && (
          <label>
            <span class="setting-label as-block">{m.ruleProject}</span>
            <select
              class="field"
              value={isInProject ? projectId : ''}
              onChange={({ currentTarget }) => setInProject(currentTarget.value !== '')}
            >
              <option value={projectId}>{project?.displayName ?? projectId}</option>
              <option value="">{m.everyProject}</option>
            </select>
          </label>
        )}
      </RuleForm>
    </Dialog>
  )
}

const everyCall = (tool: string): RuleProposal => ({
  ...{ tool, command: null, path: null, host: null, projectId: null, match: null, nearMiss: null },
})
