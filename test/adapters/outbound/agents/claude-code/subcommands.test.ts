import { AGENTS } from '../../../../../adapters/outbound/agents/agents.js'
import { strictFlags } from '../../../../../adapters/outbound/agents/claude-code/gate.js'
import { CLAUDE_CODE } from '../../../../../adapters/outbound/agents/claude-code/logs.js'
import { continuing, resuming, startedCommand } from '../../../../../domain/agents/agent-program.js'

const PLACES = {
  hubUrl: 'http://127.0.0.1:3333',
  node: '/usr/bin/node',
  scripts: {
    argsCheck: '/s/args-check.sh',
    gate: '/s/gate.mjs',
    hold: '/s/hold.mjs',
    report: '/s/report.mjs',
    statusLine: '/s/status-line.mjs',
    plugin: '/s/plugin.mjs',
  },
  answerKey: 'key',
}

describe('commands of Claude Code that start no agent', () => {
  it('are started as they are, in strict sessions too, and continue nothing', () => {
    const conversation = { agent: CLAUDE_CODE, id: 'c0ffee' }
    for (const command of ['claude attach 3f2a91bc', 'claude logs 3f2a91bc', '/opt/bin/claude mcp list']) {
      expect(
        startedCommand(AGENTS, command, [(_, args) => strictFlags(PLACES, args, { settings: null, environment: {} })]),
      ).to.equal(command)
      expect(continuing(AGENTS, command)).to.equal(command)
      expect(resuming(AGENTS, command, conversation)).to.equal(command)
    }
  })

  it('are told apart from a prompt and from an agent with options', () => {
    const strict = startedCommand(AGENTS, "claude 'attach the file'", [
      (_, args) => strictFlags(PLACES, args, { settings: null, environment: {} }),
    ])
    expect(strict).to.match(/^claude --settings '.+' --permission-mode default 'attach the file'$/)
    expect(continuing(AGENTS, 'claude --model opus')).to.equal('claude --continue --model opus')
    expect(resuming(AGENTS, 'claude --model opus', { agent: CLAUDE_CODE, id: 'c0ffee' })).to.equal(
      'claude --resume c0ffee --model opus',
    )
  })
})
