import {
  Activity,
  CalendarDays,
  CircleHelp,
  Contrast,
  Grid2x2,
  LogOut,
  Plus,
  Rows3,
  type LucideIcon,
} from 'lucide-preact'
import { places } from '../app/routing/places.js'
import { messages } from '../app/texts/messages.js'
import { canWatch, watch } from '../session/watch.js'
import { homely } from '../app/folders.js'
import { needOf, pinnedFirst } from '../app/session-order.js'
import { NEW_SESSION, SCHEDULES, STATUS, TODAY } from '../app/routing/route.js'
import { shownTheme } from '../app/appearance.js'
import { toggleHelp } from '../app/overlays.js'
import { density, theme } from '../app/platform/preferences.js'
import { go, route } from '../app/router.js'
import { restore } from '../session/hub-actions.js'
import { home, sessions, shown } from '../app/sessions.js'
import { signOut } from '../app/sign-in.js'
import { pageItems } from './page-items.js'
import type { PaletteItem } from './palette-item.js'
import { settingItems } from './setting-items.js'
import { stateWord } from '../ui/session-states.js'

function sessionItems(): ReadonlyArray<PaletteItem> {
  const m = messages.value
  const here = route.value
  return [...(sessions.value ?? [])]
    .sort(pinnedFirst)
    .filter(({ name }) => here.page !== 'terminal' || here.session !== name)
    .map((session) => {
      const { name, path, status } = session
      const dormant = status === 'dormant'
      return {
        id: `session ${name}`,
        label: shown(name),
        note: [dormant && `${stateWord('dormant')} · ${m.restore}`, path !== null && homely(path, home.value)]
          .filter(Boolean)
          .join(' · '),
        icon: null,
        need: needOf(session),
        shortcut: null,
        run: () => {
          if (!dormant) go({ page: 'terminal', session: name })
          else {
            void restore(name).then((runs) => {
              if (runs) go({ page: 'terminal', session: name })
            })
          }
        },
      }
    })
}

function actionItems(): ReadonlyArray<PaletteItem> {
  const m = messages.value
  const action = (label: string, icon: LucideIcon, shortcut: string | null, run: () => void): PaletteItem => ({
    id: `action ${label}`,
    label,
    note: '',
    icon,
    need: null,
    shortcut,
    run,
  })
  return [
    action(m.newSession, Plus, 'N', () => go(NEW_SESSION)),
    ...places().map(({ to, label, icon, letter }) => action(label, icon, `G ${letter.toUpperCase()}`, () => go(to))),
    action(m.today, CalendarDays, null, () => go(TODAY)),
    action(m.schedules, CalendarDays, null, () => go(SCHEDULES)),
    action(m.hubStatus, Activity, null, () => go(STATUS)),
    ...(canWatch.value ? [action(m.watchHint, Grid2x2, 'W', watch)] : []),
    action(m.toggleDensity, Rows3, 'D', () => (density.value = density.value === 'tiles' ? 'rows' : 'tiles')),
    action(m.toggleTheme, Contrast, null, () => (theme.value = shownTheme.value === 'dark' ? 'light' : 'dark')),
    action(m.keyboardShortcuts, CircleHelp, '?', toggleHelp),
    action(m.signOut, LogOut, null, signOut),
  ]
}

/** Actions of the page, sessions, pages, actions and settings, which need no request. */
export function paletteItems(): ReadonlyArray<PaletteItem> {
  const actions = actionItems()
  return [...pageItems(actions), ...sessionItems(), ...actions, ...settingItems()]
}
