import type { devPreviewEn } from './dev-preview.en.js'

export const devPreviewDe: typeof devPreviewEn = {
  previewsOff:
    'Vorschauen sind aus. Um hier Dev-Server zu zeigen, starte den Hub mit `PREVIEW_DOMAIN=penates.localhost` oder einer eigenen Domain.',
  choosePort: 'Welches Programm möchtest du sehen?',
  nothingListens: (port) => `Auf Port ${port} läuft nichts. Die Vorschau erscheint, sobald dort etwas läuft.`,
  listeningPorts: 'Programme mit offenem Port',
  otherPort: 'Anderer Port',
  portRange: 'Eine Zahl von 1024 bis 65535.',
  show: 'Zeigen',
  changePort: (port) => `Port ${port}: anderen wählen`,
  previewPath: 'Pfad',
  reloadPreview: 'Seite des Dev-Servers neu laden',
  phoneWidth: 'Breite eines Telefons',
  openInTab: 'In einem Tab öffnen',
  previewElsewhere:
    'Der Browser behält die Anmeldung für Vorschauen nur, wenn Hub und Vorschau dieselbe Site haben. Öffne den Hub unter',
  toReadPreview: 'lesen, was gezeigt wird',
  toShowPort: (port) => `Port ${port} zeigen`,
}
