import { AGENTS } from '../../../../adapters/outbound/agents/agents.js'
import { FORM_TOOL } from '../../../../domain/approvals/form.js'

const questions = [{ question: 'Which?', options: [{ label: 'This' }] }]
const KINDS = [
  ['permission', 'PermissionRequest', { command: 'make' }, { command: 'make -n' }],
  ['question', 'PermissionRequest', { questions }, { questions, answers: { 'Which?': 'This' } }],
  ['form', 'Elicitation', { tool: FORM_TOOL }, { content: { name: 'Ada' } }],
] as const
const PLAN = ['plan', 'PermissionRequest', { plan: 'Build it' }] as const

describe('the input of an allow', () => {
  for (const { cliId, hooks } of AGENTS)
    for (const [kind, gate, asked, input] of hooks === null ? [] : KINDS)
      it(`is carried out for a ${kind} by ${cliId} exactly where its entry says so`, () => {
        const body = JSON.stringify(hooks?.verdict(gate, { _tag: 'Allow', input }, asked) ?? null)
        const carried =
          body.includes('make -n') || /"This"/.test(body.replace(/"questions":.*?\]\}\]/, '')) || body.includes('Ada')
        expect(carried, body).to.equal(hooks?.takesInput.includes(kind))
      })
})

describe('the reason of a denial', () => {
  const kinds = [...KINDS.map(([kind, gate, asked]) => [kind, gate, asked] as const), PLAN]
  for (const { cliId, hooks } of AGENTS)
    for (const [kind, gate, asked] of hooks === null ? [] : kinds)
      it(`is passed on for a ${kind} by ${cliId} exactly where its entry says so`, () => {
        const body = JSON.stringify(hooks?.verdict(gate, { _tag: 'Deny', reason: 'not now' }, asked) ?? null)
        expect(body.includes('not now') && kind !== 'form', body).to.equal(hooks?.takesReason.includes(kind))
      })
})
