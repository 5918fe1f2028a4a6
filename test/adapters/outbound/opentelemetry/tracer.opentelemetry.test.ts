import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryTracer } from '../../../../adapters/outbound/memory/tracer.memory.js'
import { tracedCommandRunner } from '../../../../adapters/outbound/opentelemetry/traced-command-runner.js'
import { openTelemetryTracer } from '../../../../adapters/outbound/opentelemetry/tracer.opentelemetry.js'
import { unavailable } from '../../../../application/shared/errors.js'
import { describeTracer } from '../../../contracts/tracer.contract.js'
import { traceCollector } from '../../../support/trace-collector.js'

describeTracer('OpenTelemetry', async () => {
  const collector = await traceCollector()
  const tracer = openTelemetryTracer({ endpoint: `${collector.url}/`, version: '1.2.3' })
  return {
    tracer,
    told: async () => {
      await tracer.close()
      return collector.spans()
    },
    close: async () => {
      await tracer.close()
      await collector.close()
    },
  }
})

describe('traced programs', () => {
  it('are told by their name, with how they ended, and without their words', async () => {
    const tracer = memoryTracer()
    const answers = [
      E.right({ exitCode: 1, stdout: '', stderr: '' }),
      E.right({ exitCode: null, stdout: '', stderr: '' }),
      E.left(unavailable('git', 'gone')),
    ]
    const runner = tracedCommandRunner(
      {
        run: () => () => Promise.resolve(answers.shift() ?? E.left(unavailable('git', 'no more'))),
        runForBytes: () => TE.left(unavailable('git', 'gone')),
      },
      tracer,
    )
    for (let call = 0; call < 3; call += 1) await runner.run(['/usr/bin/git', 'commit', '-m', 'what a person wrote'])()
    await runner.runForBytes(['git'])()
    const git = { 'process.executable.name': 'git' }
    expect(tracer.spans()).to.deep.equal([
      { name: 'run git', parent: null, facts: { ...git, 'process.exit.code': 1 }, failure: null },
      { name: 'run git', parent: null, facts: git, failure: null },
      { name: 'run git', parent: null, facts: git, failure: 'unavailable' },
      { name: 'run git', parent: null, facts: git, failure: 'unavailable' },
    ])
  })
})
