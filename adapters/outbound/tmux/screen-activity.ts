/** Format of a `list-windows` line: session, mark of its current window, active pane, and second of the last output. */
export const ACTIVITY_FORMAT = '#{session_id} #{window_active} #{pane_id} #{window_activity}'

const LINE = /^(\$\d+) 1 (.*)$/

/** Sessions with output between two replies in `ACTIVITY_FORMAT`. */
export interface ScreenActivity {
  /**
   * Host ids of the sessions whose screens may have changed since the reply before; all of them at first. tmux counts whole seconds,
   * so that a session is in the next answer as well.
   */
  readonly changedIn: (lines: ReadonlyArray<string>) => ReadonlyArray<string>
  /** After a lost connection: the next answer has all sessions. */
  readonly forget: () => void
}

export function screenActivity(): ScreenActivity {
  let known = new Map<string, { readonly state: string; readonly isNew: boolean }>()
  return {
    changedIn: (lines) => {
      const before = known
      known = new Map()
      const changed: string[] = []
      for (const line of lines) {
        const [, hostId, state] = LINE.exec(line) ?? []
        if (hostId === undefined || state === undefined) continue
        const last = before.get(hostId)
        const isNew = last?.state !== state
        known.set(hostId, { state, isNew })
        if (isNew || last.isNew) changed.push(hostId)
      }
      return changed
    },
    forget: () => known.clear(),
  }
}
