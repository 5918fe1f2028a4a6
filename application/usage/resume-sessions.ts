import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import { sessionNotFound, type SessionNotFound } from '../../domain/sessions/errors.js'
import { sessionId, type SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import { resetOfFull, resumeStep, withoutResume, withResume, type Resumes } from '../../domain/usage/resumes.js'
import { THE_HUB, type Caller } from '../shared/audit-log.port.js'
import { detach } from '../shared/detached.js'
import { faultText, type Unavailable } from '../shared/errors.js'
import type { AgentCli } from '../agents/agent-cli.port.js'
import type { ResumeStore } from '../shared/state-store.port.js'
import type { UsagePorts, UsageSteps } from './ports.js'

/** Lets sessions that a person has chosen go on when the limit that they ran into is reset. */
export interface ResumeSessions {
  readonly list: TE.TaskEither<Unavailable, Resumes>
  /** Chooses a running session, or no longer. */
  readonly choose: (
    session: string,
    isChosen: boolean,
    caller: Caller,
  ) => TE.TaskEither<SessionNotFound | Unavailable, Resumes>
  /** Looks at the chosen ones now. */
  readonly look: T.Task<void>
  /** Looks every 30 s, and drops sessions that end. Returns an unsubscribe function. */
  readonly follow: () => () => void
}

const PART = 'resume after a limit'

/** A limit lasts for hours; a look is one command on the host's connection. */
const LOOK_EVERY_MS = 30_000
/** Text that is typed at the prompt. */
const WORDS = 'continue'

export function makeResumeSessions(
  deps: Pick<UsagePorts, 'host' | 'directory' | 'feed' | 'audit' | 'clock' | 'log'> &
    Pick<UsageSteps, 'promptLine' | 'readLimits'> & { readonly store: ResumeStore },
): ResumeSessions {
  const { store, host, promptLine, directory, readLimits, feed, audit, clock, log } = deps
  let looking: Promise<void> | null = null

  /** With names in place of ids. */
  const named = (resumes: Resumes): Resumes =>
    Object.fromEntries(Object.entries(resumes).map(([id, resume]) => [directory.nameOf(sessionId(id)), resume]))

  const change = (what: (resumes: Resumes) => Resumes): T.Task<boolean> =>
    pipe(
      store.update((resumes) => E.right(what(resumes))),
      TE.match(
        (fault) => {
          log.warn('what is to go on by itself could not be noted', { reason: faultText(fault) })
          return false
        },
        () => true,
      ),
    )

  /** Time from the screen, else from the limits of the agent's accounts. */
  const resetOf = async (agent: AgentId, told: Instant | null): Promise<Instant | null> => {
    if (told !== null) return told
    const accounts = await readLimits.accounts()
    return E.isRight(accounts) ? resetOfFull(accounts.right, agent, clock.now()) : null
  }

  async function lookAt(session: SessionId, resumeAt: Instant | null): Promise<void> {
    const seen = await promptLine.reading(directory.nameOf(session))()
    // A dialog covers the notice.
    if (E.isLeft(seen) || seen.right === null || seen.right.shows === 'asking') return
    const { cli, lines, hasDraft } = seen.right
    const notice = cli.screens?.limitNotice(lines, clock.now(), clock.timeZone()) ?? null
    const resetsAt = notice === null || resumeAt !== null ? null : await resetOf(cli.id, notice.resetsAt)
    const step = resumeStep(resumeAt, { shows: notice !== null, resetsAt }, clock.now())
    if (step._tag === 'Wait') await change((resumes) => ifChosen(resumes, session, step.until))()
    if (step._tag === 'Continue' && !hasDraft) await goOn(session, cli, resumeAt)
  }

  /**
   * Clears the planned time before typing, so that a failure or restart never causes a second input. It is planned again when the
   * screen has changed meanwhile and nothing was typed.
   */
  async function goOn(id: SessionId, agent: AgentCli, resumeAt: Instant | null): Promise<void> {
    const session = directory.nameOf(id)
    if (!(await change((resumes) => ifChosen(resumes, id, null))())) return
    const outcome = await promptLine.type(session, WORDS, agent, ({ shows, hasDraft }) =>
      shows === 'asking' ? 'asking' : hasDraft ? 'draft' : null,
    )
    if (outcome === null) await audit.record({ event: 'session.resume', fields: { session } }, THE_HUB)()
    else log.warn('a session could not be told to go on', { session, reason: outcome[1] })
    if (outcome?.[0] === 'refused') await change((resumes) => ifChosen(resumes, id, resumeAt))()
  }

  async function lookAtAll(): Promise<void> {
    try {
      const chosen = await store.read()
      const sessions = E.isRight(chosen) ? Object.entries(chosen.right) : []
      await Promise.all(sessions.map(([session, { resumeAt }]) => lookAt(sessionId(session), resumeAt)))
    } finally {
      looking = null
    }
  }

  const look = (): Promise<void> => {
    looking ??= lookAtAll()
    return looking
  }

  return {
    list: pipe(store.read, TE.map(named)),
    look,
    choose: (session, isChosen, caller) =>
      pipe(
        host.list,
        TE.flatMap((live): TE.TaskEither<SessionNotFound | Unavailable, Resumes> => {
          const found = live.find(({ name }) => name === session)
          if (isChosen && found === undefined) return TE.left(sessionNotFound(session))
          const id = found?.id ?? directory.idOf(session)
          return store.update((resumes) => {
            if (!isChosen) return E.right(withoutResume(resumes, id))
            return E.right(Object.hasOwn(resumes, id) ? resumes : withResume(resumes, id, null))
          })
        }),
        TE.tap(() => audit.record({ event: 'session.auto-resume', fields: { session, isChosen } }, caller)),
        TE.map(named),
      ),
    follow: () => {
      const stops = [
        clock.every(LOOK_EVERY_MS, () => detach(PART, look)),
        feed.subscribe((event) => {
          if (event._tag === 'session-ended')
            detach(PART, () => change((resumes) => withoutResume(resumes, event.session))())
        }),
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

const ifChosen = (resumes: Resumes, session: string, resumeAt: Instant | null): Resumes =>
  Object.hasOwn(resumes, session) ? withResume(resumes, session, resumeAt) : resumes
