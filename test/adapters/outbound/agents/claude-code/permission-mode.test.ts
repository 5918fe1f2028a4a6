import { AGENTS } from '../../../../../adapters/outbound/agents/agents.js'
import { permissionModeOf, startedCommand } from '../../../../../domain/agents/agent-program.js'

const started = (command: string): string => startedCommand(AGENTS, command)

describe('the permission mode of a start', () => {
  it('is the asking one when the command line has none, for any path of the program', () => {
    expect(
      [
        'claude',
        ' /opt/bin/claude --continue',
        'claude "$PENATES_PRIME_PROMPT"',
        "claude 'explain --permission-mode auto'",
        'claude -- --permission-mode auto',
        'claude --allow-dangerously-skip-permissions',
        'claude; other --permission-mode auto',
        'claude "mcp is broken"',
      ].map(started),
    ).to.deep.equal([
      'claude --permission-mode default',
      '/opt/bin/claude --permission-mode default --continue',
      'claude --permission-mode default "$PENATES_PRIME_PROMPT"',
      "claude --permission-mode default 'explain --permission-mode auto'",
      'claude --permission-mode default -- --permission-mode auto',
      'claude --permission-mode default --allow-dangerously-skip-permissions',
      'claude --permission-mode default; other --permission-mode auto',
      'claude --permission-mode default "mcp is broken"',
    ])
  })

  it('is kept from the command line, and not added for other programs and subcommands', () => {
    const commands = [
      'claude --permission-mode auto',
      'claude --permission-mode=plan --continue',
      "claude '--permission-mode' auto",
      'claude --dangerously-skip-permissions',
      'claude mcp list',
      'claude update',
      '',
      'zsh',
      'claude-wrapper',
      ...AGENTS.filter(({ binary }) => binary !== 'claude').flatMap(({ variants }) =>
        variants.map(({ command }) => command),
      ),
    ]
    expect(commands.map(started)).to.deep.equal(commands)
  })

  it('can be detected from the command line', () => {
    expect(
      [
        'claude',
        'claude --permission-mode auto',
        'claude --permission-mode plan --permission-mode=acceptEdits',
        'claude --dangerously-skip-permissions',
        'claude --permission-mode',
        'claude mcp list',
        'codex',
        '',
      ].map((command) => permissionModeOf(AGENTS, command)),
    ).to.deep.equal(['default', 'auto', 'acceptEdits', 'bypassPermissions', 'default', null, null, null])
  })
})
