import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import { makeBootHub, type BootHubDeps } from '../../../application/server/boot-hub.js'
import { unavailable } from '../../../application/shared/errors.js'

describe('the start of the hub', () => {
  const boot = async (faults: (note: (step: string) => void) => Partial<BootHubDeps> = () => ({})) => {
    const steps: string[] = []
    const note = (step: string): void => void steps.push(step)
    /** Notes the step when it begins. */
    const step = (name: string) => () => {
      note(name)
      return Promise.resolve(E.right(undefined))
    }
    const task = (name: string) => async () => {
      note(name)
      await Promise.resolve()
    }
    const log = memoryLog()
    await makeBootHub({
      noteNames: step('names'),
      recoverApprovals: TE.fromIO(() => steps.push('approvals')),
      alarms: { recover: step('alarms') },
      bootSessions: TE.fromIO(() => {
        note('sessions')
        return task('revival')
      }),
      startJobs: () => {
        note('jobs')
      },
      discoverProjects: task('projects'),
      reconcileBoard: step('board'),
      recoverFinishes: { now: step('finishes') },
      log,
      ...faults(note),
    })()
    return { steps, log }
  }

  it('brings approvals and sessions in order before any job runs, and revives sessions last', async () => {
    const { steps } = await boot()
    expect(steps).to.deep.equal([
      'names',
      'approvals',
      'sessions',
      'alarms',
      'jobs',
      'projects',
      'board',
      'finishes',
      'revival',
    ])
  })

  it('waits for neither projects, finishes nor revivals', async () => {
    const never = new Promise<never>(() => undefined)
    const { steps } = await boot((note) => ({
      discoverProjects: () => (note('projects'), never),
      recoverFinishes: { now: () => (note('finishes'), never) },
      bootSessions: TE.right(() => (note('revival'), never)),
    }))
    expect(steps).to.deep.equal(['names', 'approvals', 'alarms', 'jobs', 'projects', 'board', 'finishes', 'revival'])
  })

  it('logs each step that fails and goes on', async () => {
    const fault = TE.left(unavailable('store', 'torn'))
    const { steps, log } = await boot(() => ({
      noteNames: fault,
      recoverApprovals: fault,
      alarms: { recover: fault },
      bootSessions: fault,
      reconcileBoard: fault,
    }))
    expect([steps, log.entries.map(({ message }) => message)]).to.deep.equal([
      ['jobs', 'projects', 'finishes'],
      [
        'names of sessions could not be read',
        'approvals could not be recovered',
        'sessions could not be revived',
        'alarms could not be recovered',
        'the board could not be put right',
      ],
    ])
  })
})
