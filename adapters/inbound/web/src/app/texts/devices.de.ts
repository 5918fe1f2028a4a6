import type { devicesEn } from './devices.en.js'

export const devicesDe: typeof devicesEn = {
  devices: 'Geräte',
  devicesHint: 'Telefone und Computer, die mit einem eigenen Token angemeldet sind.',
  noDevices: 'Noch keine gekoppelten Geräte.',
  addPhone: 'Telefon hinzufügen',
  deviceAccess: 'Zugriff',
  deviceFull: 'Voller Zugriff',
  deviceApprove: 'Ansehen und freigeben',
  pairedOn: (date) => `Gekoppelt am ${date}`,
  scanCode: 'Scanne diesen Code mit der Kamera deines Telefons.',
  pairingQr: 'QR-Code, der ein Gerät koppelt',
  pairingValid: (time) => `Gilt einmal, noch ${time} Minuten`,
  copyLink: 'Link kopieren',
  pairingExpired: 'Der Code ist abgelaufen.',
  newPairingCode: 'Neuer Code',
  devicePaired: (label) => `${label} ist gekoppelt`,
  couldNotOpenPairing: 'Der Code konnte nicht erstellt werden',
  onlyThisComputer: 'Nur dieser Computer erreicht den Hub. Damit ein Telefon ihn öffnen kann, gibt es diese Wege:',
  waysToReach: [
    'Im eigenen Netz: den Hub mit `HOST=0.0.0.0` starten.',
    'Mit einem VPN wie Tailscale: außerdem dessen Namen in `PUBLIC_HOSTS` eintragen.',
    'Von überall: einen Tunnel oder Reverse-Proxy davorsetzen und dessen Namen in `PUBLIC_HOSTS` eintragen.',
  ],
  signInPair:
    'Um dieses Gerät zu koppeln, öffne Einstellungen › Geräte, wo du angemeldet bist, und scanne den Code oder füge seinen Link ein.',
  pairingBusy: 'Dieses Gerät wird gekoppelt …',
  pairingFaults: {
    used: 'Der Code wurde benutzt, ist abgelaufen oder falsch. Erstelle einen neuen.',
    limited: 'Zu viele Versuche. Versuche es in einer Minute noch einmal.',
    unreachable: 'Der Hub antwortet nicht. Scanne den Code noch einmal.',
  },
  alreadySignedIn: 'Dieses Gerät ist bereits angemeldet.',
}
