import './styles/fonts.css'
import './styles/symbols/symbols.css'
import './styles/tokens.css'
import './styles/base.css'
import './ui/controls.css'
import './ui/layers.css'
import './ui/layout.css'
import './frame/frame.css'
import './frame/rail.css'
import './overview/overview.css'
import './settings/settings.css'
import './signin/sign-in.css'
import './approvals/approvals.css'
import './ui/gauge.css'
import './styles/utilities.css'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { App } from './frame/app.js'
import { followApprovalToasts } from './approvals/approval-toasts.js'
import { followLanguage, language } from './app/texts/messages.js'
import { repairLocale } from './app/platform/locale.js'
import { scriptAddress } from './app/platform/trusted.js'
import { followAppearance } from './app/appearance.js'
import { listenForGlobalKeys } from './app/keyboard.js'
import { followHub } from './frame/live.js'
import { startTicking } from './app/now.js'
import { followHistory } from './app/router.js'
import { takeTokenFromAddress } from './app/sign-in.js'
import { takesToken, tellLinkRefused } from './signin/link-token.js'
import { takePairingFromAddress } from './signin/pairing.js'
import { nextTask } from './app/platform/next-task.js'
import { followViewport, refuseStrayDrops } from './app/platform/whole-page.js'
import { hubAddress } from './app/platform/mount.js'

repairLocale(navigator)
takePairingFromAddress()
takeTokenFromAddress({ check: takesToken, tell: tellLinkRefused })
followHistory()
followAppearance()
followViewport()
startTicking()
listenForGlobalKeys()
refuseStrayDrops()
followHub()
followApprovalToasts()

const root = document.getElementById('app')
void followLanguage()
  .then(nextTask)
  .then(() => {
    root?.replaceChildren()
    if (root) render(<App />, root)
  })

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Browsers refuse this over plain HTTP from another machine. The client then works without an offline start.
  const { serviceWorker } = navigator
  // Another address replaces the worker of this scope.
  effect(() => {
    serviceWorker.register(scriptAddress(hubAddress(`/sw.js?language=${language.value}`))).catch(() => undefined)
  })
}
