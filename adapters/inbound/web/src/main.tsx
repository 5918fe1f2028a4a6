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
import { render } from 'preact'
import { App } from './frame/app.js'
import { followApprovalToasts } from './approvals/approval-toasts.js'
import { followLanguage } from './app/texts/messages.js'
import { repairLocale } from './app/platform/locale.js'
import { followAppearance } from './app/appearance.js'
import { listenForGlobalKeys } from './app/keyboard.js'
import { followHub } from './frame/live.js'
import { startTicking } from './app/now.js'
import { followHistory } from './app/router.js'
import { takeTokenFromAddress } from './app/sign-in.js'
import { takesToken, tellLinkRefused } from './signin/link-token.js'
import { takePairingFromAddress } from './signin/pairing.js'
import { nextTask } from './app/platform/next-task.js'
import { followWorker } from './app/worker.js'

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

// Browsers refuse a worker over plain HTTP from another machine. The client then works without an offline start.
if (import.meta.env.PROD && 'serviceWorker' in navigator) followWorker(navigator.serviceWorker)

/** Limits the page to the height above the on-screen keyboard, so that the keyboard never covers the prompt. */
function followViewport(): void {
  const { visualViewport } = window
  if (!visualViewport) return
  const fit = (): void => {
    // While zoomed in, the visual viewport does not reflect the keyboard.
    if (visualViewport.scale > 1.01) return
    document.documentElement.style.setProperty('--app-height', `${visualViewport.height}px`)
    window.scrollTo(0, 0)
  }
  visualViewport.addEventListener('resize', fit)
  visualViewport.addEventListener('scroll', fit)
}

/** Cancels drops outside of a drop target, which would make the browser open the file in place of the page. */
function refuseStrayDrops(): void {
  const refuse = (event: DragEvent): void => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'none'
  }
  window.addEventListener('dragover', refuse)
  window.addEventListener('drop', refuse)
}
