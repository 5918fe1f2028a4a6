import { useEffect, useMemo } from 'preact/hooks'
import { sessionByName } from '../app/sessions.js'
import type { Conversation, ShownEntry } from './conversation.js'
import { openTurns, turnsOf, type Turn, type TurnUsage } from './turns.js'

/** A turn that is over. */
export interface EndedTurn {
  readonly turn: Turn
  readonly usage: TurnUsage | undefined
}

/** Turns that are over by their last entry. Usage is read when a turn ends and when earlier ones are read. */
export function useTurns(
  session: string | null,
  read: Conversation | null,
  shown: ReadonlyArray<ShownEntry>,
): (key: string) => EndedTurn | null {
  const isWorking = session !== null && sessionByName.value.get(session)?.activity === 'working'
  const id = read?.conversation ?? null
  const open = useMemo(() => (read === null ? null : openTurns(read)), [id])
  const turns = useMemo(() => turnsOf(shown), [shown])
  const byLast = useMemo(
    () => new Map((isWorking ? turns.slice(0, -1) : turns).map((turn) => [turn.last, turn])),
    [turns, isWorking],
  )
  useEffect(() => {
    open?.read(turns, isWorking)
  }, [open, turns, isWorking])
  useEffect(() => open?.close, [open])
  const usage = open?.usage.value
  return (key) => {
    const turn = byLast.get(key)
    return turn === undefined ? null : { turn, usage: usage?.get(turn.from) }
  }
}
