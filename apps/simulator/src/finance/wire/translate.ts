/**
 * What the known texts become when the service user's language is not English: finance-api.md section 12, switch `language`. One
 * other language is enough to prove that a client does not classify by English words alone.
 */
const german: readonly (readonly [RegExp, string])[] = [
  [/No resources were found when selecting for update\./g, 'Bei der Auswahl zur Aktualisierung wurden keine Ressourcen gefunden.'],
  [/Write failed for table row of type '([^']*)'\. Infolog:/g, "Fehler beim Schreiben der Tabellenzeile vom Typ '$1'. Infolog:"],
  [/Delete failed for table row of type '([^']*)'\. Infolog:/g, "Fehler beim Löschen der Tabellenzeile vom Typ '$1'. Infolog:"],
  [
    /The value '([^']*)' in field '([^']*)' is not found in the related table '([^']*)'\./g,
    "Der Wert '$1' im Feld '$2' wurde in der zugehörigen Tabelle '$3' nicht gefunden.",
  ],
  [/Field '([^']*)' must be filled in\./g, "Das Feld '$1' muss ausgefüllt werden."],
  [/validateField failed on field/g, 'Feldprüfung fehlgeschlagen für Feld'],
  [/validateWrite failed on data source/g, 'Schreibprüfung fehlgeschlagen für Datenquelle'],
  [/Cannot create a record in/g, 'Datensatz kann nicht erstellt werden in'],
  [/Cannot edit a record in/g, 'Datensatz kann nicht bearbeitet werden in'],
  [/The record already exists\.\./g, 'Der Datensatz ist bereits vorhanden..'],
  [/An update conflict occurred due to[^.]*\./g, 'Es ist ein Aktualisierungskonflikt aufgetreten.'],
  [/cannot be deleted while dependent (.*) exist\./g, 'kann nicht gelöscht werden, solange abhängige $1 vorhanden sind.'],
  [/The record was changed by another user\./g, 'Der Datensatz wurde von einem anderen Benutzer geändert.'],
  [/Exception occurred while executing action/g, 'Ausnahme beim Ausführen der Aktion'],
  [/An error has occurred\./g, 'Ein Fehler ist aufgetreten.'],
  [/Warning: /g, 'Warnung: '],
  [/Error: /g, 'Fehler: '],
];

export const translate = (text: string, language: string): string =>
  language.toLowerCase().startsWith('en') ? text : german.reduce((done, [pattern, into]) => done.replace(pattern, into), text);
