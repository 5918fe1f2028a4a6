import * as E from 'fp-ts/lib/Either.js'
import type { Forecast } from '../../domain/board/forecast.js'
import { detach } from '../shared/detached.js'
import type { BranchName } from '../../domain/repo/refs.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { BoardSteps } from './ports.js'

/** Starts the forecasts in the background. Returns a function that stops them. */
export type FollowForecasts = () => () => void

/** Interval of the checks. Commits of agents cause no event. */
const LOOK_EVERY_MS = 60_000
const AFTER_CHANGE_MS = 2_000

/** Publishes changed forecasts of projects. Checks after a change of a card, and every minute. */
export function makeFollowForecasts(
  deps: Pick<BoardSteps, 'cards' | 'forecastConflicts' | 'feed' | 'clock'>,
): FollowForecasts {
  const { cards, forecastConflicts, feed, clock } = deps
  return () => {
    const told = new Map<string, string>()
    let isLooking = false
    let cancel: (() => void) | null = null

    const tell = (forecast: Forecast): void => {
      const { collisions, withBase, projectId } = forecast
      const text = JSON.stringify([collisions, withBase])
      const before = told.get(projectId) ?? '[[],[]]'
      told.set(projectId, text)
      if (before !== text) feed.publish({ _tag: 'board-forecast', forecast, at: clock.now() })
    }
    const look = async (): Promise<void> => {
      if (isLooking) return
      isLooking = true
      try {
        const board = await cards.read()
        for (const projectId of E.isRight(board) ? projectsOf(board.right.cards, told) : []) {
          const forecast = await forecastConflicts(projectId)()
          if (E.isRight(forecast)) tell(forecast.right)
        }
      } finally {
        isLooking = false
      }
    }
    const unsubscribe = feed.subscribe((event) => {
      if (event._tag !== 'card-changed' && event._tag !== 'card-removed') return
      cancel?.()
      cancel = clock.after(AFTER_CHANGE_MS, () => detach('conflict forecasts', look))
    })
    const stop = clock.every(LOOK_EVERY_MS, () => detach('conflict forecasts', look))
    return () => {
      unsubscribe()
      stop()
      cancel?.()
    }
  }
}

/** Projects with two running cards or more, and those whose last forecast has to be taken back. */
function projectsOf(
  all: ReadonlyArray<{ readonly projectId: ProjectId; readonly stage: string; readonly branch: BranchName | null }>,
  told: ReadonlyMap<string, string>,
): ReadonlyArray<string> {
  const counts = new Map<string, number>()
  for (const { projectId, stage, branch } of all)
    if (branch !== null && (stage === 'implement' || stage === 'review'))
      counts.set(projectId, (counts.get(projectId) ?? 0) + 1)
  return [...new Set([...[...counts].filter(([, count]) => count > 1).map(([id]) => id), ...told.keys()])]
}
