import type { Card } from '../board/card.js'
import type { Finish } from '../board/finish.js'
import type { FullCommitId, LoggedCommit } from '../repo/commit.js'
import { timelineEntry, type TimelineEntry } from './timeline.js'

/** Stages that a card reached. */
export const moveEntries = ({ moves }: Card): ReadonlyArray<TimelineEntry> =>
  moves.map(({ stage, at, by }, index) =>
    timelineEntry({ id: `move:${String(at)}:${String(index)}`, kind: 'move', at, text: '', move: { stage, by } }),
  )

/** Finishes at their end, open ones at their start. */
export const finishEntries = (finishes: ReadonlyArray<Finish>): ReadonlyArray<TimelineEntry> =>
  finishes.map(({ id, stage, base, pushed, detail, reason, startedAt, endedAt }) =>
    timelineEntry({
      ...{ id: `finish:${id}`, kind: 'finish', at: endedAt ?? startedAt, text: detail ?? reason ?? '' },
      ...{ isError: stage === 'aborted', finish: { stage, base, pushed } },
    }),
  )

/** Commits that lead to a tip and not to the base, as far as the log has them. */
export function commitsBetween(
  log: ReadonlyArray<LoggedCommit>,
  base: FullCommitId,
  tip: FullCommitId,
): ReadonlyArray<LoggedCommit> {
  const bySha = new Map(log.map((commit) => [commit.sha, commit]))
  const behind = (start: FullCommitId): ReadonlySet<FullCommitId> => {
    const seen = new Set<FullCommitId>()
    const next = [start]
    for (let sha = next.pop(); sha !== undefined; sha = next.pop()) {
      const commit = bySha.get(sha)
      if (commit === undefined || seen.has(sha)) continue
      seen.add(sha)
      next.push(...commit.parents)
    }
    return seen
  }
  const [ofBase, ofTip] = [behind(base), behind(tip)]
  return log.filter(({ sha }) => ofTip.has(sha) && !ofBase.has(sha))
}
