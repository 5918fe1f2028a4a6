import type { budgetsEn } from './budgets.en.js'

/** Texts of budgets, and of sessions that go on after the reset of a limit, in German. */
export const budgetsDe: typeof budgetsEn = {
  budgets: 'Budgets',
  budgetsHint:
    'Bei 80 % wirst du gewarnt. Ist ein Budget verbraucht, fragen seine Agenten vor jedem Werkzeug oder werden abgelehnt, bis der Zeitraum endet oder du es erhöhst.',
  noBudgets: 'Noch keine Budgets. Agenten können unbegrenzt ausgeben.',
  addBudget: 'Budget hinzufügen',
  removeBudget: 'Dieses Budget entfernen',
  budgetFor: 'Für',
  budgetKinds: { day: 'Täglich', month: 'Monatlich', project: 'Ein Projekt, monatlich', card: 'Eine Karte' },
  budgetOf: {
    day: () => 'Täglich',
    month: () => 'Monatlich',
    project: (name) => `${name}, monatlich`,
    card: (name) => `Karte „${name}“`,
  },
  budgetProject: 'Projekt',
  budgetCard: 'Karte',
  budgetAmount: 'US-Dollar',
  budgetAmountWrong: 'Ein Betrag über 0, etwa 5 oder 12.50',
  budgetTaken: 'Dafür gibt es schon ein Budget.',
  budgetAtLimit: 'Wenn es verbraucht ist',
  budgetAsk: 'Fragen',
  budgetDeny: 'Ablehnen',
  spentOf: (spent, limit) => `${spent} von ${limit}`,
  budgetLevel: { fine: 'in Ordnung', near: 'fast verbraucht', exceeded: 'überschritten' },
  budgetsCounting: 'Die Protokolle der Agenten werden zum ersten Mal gelesen. Es kann mehr ausgegeben worden sein.',
  budgetNear: (what, spent) => `Budget fast verbraucht: ${what}, ${spent}`,
  budgetExceeded: (what, spent, atLimit) =>
    `Budget überschritten: ${what}, ${spent}. ${atLimit === 'ask' ? 'Agenten fragen vor jedem Werkzeug.' : 'Werkzeuge werden abgelehnt.'}`,
  changeBudgets: 'Budgets …',
  couldNotChangeBudgets: 'Die Budgets wurden nicht geändert',
  resumeOn: 'Nach dem Reset des Limits fortsetzen',
  resumeOff: 'Nicht automatisch fortsetzen',
  resumesLater: (name) => `${name} macht nach dem Reset des Limits automatisch weiter.`,
  resumesNotLater: (name) => `${name} wartet auf dich, wenn ein Limit erreicht ist.`,
  couldNotSetResume: (name) => `${name} wurde nicht geändert`,
}
