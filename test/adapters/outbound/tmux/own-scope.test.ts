import {
  memoryCommandRunner,
  type ScriptedProgram,
} from '../../../../adapters/outbound/memory/command-runner.memory.js'
import { ownScope } from '../../../../adapters/outbound/tmux/own-scope.js'

describe('ownScope', () => {
  const scopeWith = (hubEnvironment: Record<string, string>, ...answers: ReadonlyArray<ScriptedProgram>) => {
    const runner = memoryCommandRunner()
    const left = [...answers]
    runner.script(() => left.shift() ?? null)
    return ownScope({ runner, hubEnvironment, environment: {} })()
  }
  const inUnit = { INVOCATION_ID: 'x' }

  it('is nothing where no service would take the server with it', async () => {
    expect(await scopeWith({}, {})).to.deep.equal([])
  })

  it('is one of the person’s manager, else of the system’s, else none', async () => {
    expect(await scopeWith(inUnit, {})).to.include('--user')
    expect(await scopeWith(inUnit, { exitCode: 1 }, {}))
      .to.include('--scope')
      .and.not.include('--user')
    expect(await scopeWith(inUnit, { exitCode: 1 }, 'never-ends')).to.deep.equal([])
    expect(await scopeWith(inUnit)).to.deep.equal([])
  })
})
