import { readFileSync } from 'node:fs'
import type { AgentCli } from '../../../../application/agents/agent-cli.port.js'
import { AGENTS } from '../../../../adapters/outbound/agents/agents.js'
import { describeAgentCli, type AgentCliSamples } from '../../../contracts/agent-cli.contract.js'
import { agentCliMutants } from '../../../contracts/agent-cli.mutants.js'
import { describeMutants } from '../../../contracts/mutants.js'
import { claudeLine, codexHead, codexLine, opencodeLine } from '../../../support/agent-logs.js'
import { anAgent, CLAUDE_CODE, CODEX } from '../../../support/agents.js'
import { screenOf } from '../../../support/claude-screens.js'

const EVENTS = ['UserPromptSubmit', 'PreToolUse', 'PermissionRequest', 'PostToolUse', 'Notification', 'Stop'] as const
const CODEX_EVENTS = [
  'UserPromptSubmit',
  'PreToolUse',
  'PermissionRequest',
  'PostToolUse',
  'Stop',
  'Interrupt',
] as const
const OPENCODE_EVENTS = [
  'UserPromptSubmit',
  'PreToolUse',
  'PermissionRequest',
  'PostToolUse',
  'Stop',
  'StopFailure',
] as const
const sentBy = (cli: 'claude-code' | 'codex' | 'opencode', event: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`test/fixtures/${cli}/hook-${event}.json`, 'utf8')) as Record<string, unknown>

const answer = (minute: number) => ({
  session: 'a',
  directory: '/home/dev/shop',
  at: Date.UTC(2026, 10, 24, 12, minute),
  input: 10,
  cacheRead: 20,
  output: 5,
})

/** Recorded transcript of the real CLI. */
const transcriptAt = (path: string, conversation: string): NonNullable<AgentCliSamples['transcript']> => ({
  ...{ name: path.slice(path.lastIndexOf('/') + 1), conversation, folder: '/home/dev/projects/demo' },
  rows: readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((row): unknown => JSON.parse(row)),
})
const CLAUDE_ID = '00dad9bb-796c-4ad7-b002-946572b801c0'
const CODEX_ID = '01a220c1-f7a1-7371-af7b-3fb54986c4a3'
const OPENCODE_ID = 'ses_dde7c70c5ffeuBNvup6OaV06LE'

const SAMPLES: Readonly<Record<string, AgentCliSamples>> = {
  [CLAUDE_CODE]: {
    hooks: EVENTS.map((event) => [event, sentBy('claude-code', event)]),
    readyScreens: ['2.1.197-ready', '2.1.332-ready'].map(screenOf),
    log: { name: 'a.jsonl', lines: [1, 2].map((minute) => claudeLine(answer(minute))) },
    transcript: transcriptAt(`test/fixtures/claude-code/transcripts/${CLAUDE_ID}.jsonl`, CLAUDE_ID),
  },
  [CODEX]: {
    transcript: transcriptAt(`test/fixtures/codex/rollouts/rollout-2026-11-28T06-05-12-${CODEX_ID}.jsonl`, CODEX_ID),
    hooks: CODEX_EVENTS.map((event) => [event, sentBy('codex', event)]),
    allowsPlainly: true,
    log: {
      name: 'rollout-a.jsonl',
      lines: [
        ...codexHead(answer(0)),
        codexLine(answer(1), { input: 30, cached: 20, output: 5 }),
        codexLine(answer(2), { input: 60, cached: 40, output: 10 }),
      ],
    },
  },
  opencode: {
    hooks: OPENCODE_EVENTS.map((event) => [event, sentBy('opencode', event)]),
    allowsPlainly: true,
    transcript: transcriptAt(`test/fixtures/opencode/conversations/${OPENCODE_ID}.jsonl`, OPENCODE_ID),
    log: { name: 'ses_1.jsonl', lines: [1, 2].map((minute) => opencodeLine(answer(minute))) },
  },
  acp: {
    hooks: OPENCODE_EVENTS.map((event) => [event, { call: { kind: 'execute', input: { command: 'make' } } }]),
    allowsPlainly: true,
    readyScreens: [['  All done.', 'acp · ready · OpenCode 1.18.33', '> ']],
    transcript: transcriptAt('test/fixtures/acp/conversations/ses_1.jsonl', 'ses_1'),
  },
}

for (const agent of AGENTS) describeAgentCli(agent.label, agent, SAMPLES[agent.id])
describeAgentCli('a CLI that is only a program', anAgent())
describeMutants(
  (name: string, open: () => AgentCli) => describeAgentCli(name, open(), SAMPLES[CLAUDE_CODE]),
  agentCliMutants,
  () => AGENTS[0],
)

describe('the table of agents', () => {
  it('has the log format of each folder', async () => {
    for (const { id, logs } of AGENTS.filter((agent) => agent.logs !== null)) {
      const module: unknown = await import(`../../../../adapters/outbound/agents/${id}/logs.js`)
      expect(module).to.have.property('logs', logs)
    }
  })

  it('has every id and program once', () => {
    for (const key of ['id', 'cliId', 'binary'] as const)
      expect(new Set(AGENTS.map((agent) => agent[key]))).to.have.property('size', AGENTS.length)
  })
})
