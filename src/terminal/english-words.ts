import { Help, type Command, type Option } from 'commander';
import { terminalLanguage } from '../config/language';

/** Options that have an English name as well. */
const options: Readonly<Record<string, string>> = {
  coluna: 'column',
  'sem-cabecalho': 'no-header',
  separador: 'separator',
  codificacao: 'encoding',
  'formato-data': 'date-format',
  escala: 'scale',
  usuario: 'user',
  nome: 'name',
  rejeitados: 'rejected',
  'aceitar-perdas': 'accept-losses',
  simular: 'dry-run',
  substituir: 'replace',
  sim: 'yes',
  forcar: 'force',
  manter: 'keep',
  ajustar: 'tune',
  'sem-ajuste': 'no-tuning',
  orcamento: 'budget',
  dados: 'data',
  filmes: 'films',
  corte: 'split',
  desde: 'since',
  'linhas-teste': 'test-rows',
  candidatos: 'candidates',
  semente: 'seed',
  sementes: 'seeds',
  'inicio-kmeans': 'kmeans-start',
  'ease-grande': 'large-ease',
  'sem-frios': 'no-cold',
  listas: 'lists',
  parte: 'part',
  saida: 'output',
  entrada: 'input',
  estrutura: 'structure',
  'so-estrutura': 'structure-only',
  somas: 'sums',
  escopo: 'scope',
  validade: 'days',
  particoes: 'partitions',
};

/** What stands for a value in the help. */
const values: Readonly<Record<string, string>> = {
  caminho: 'path',
  'caminhos...': 'paths...',
  'topo|de..a': 'top|from..to',
  topo: 'top',
  'nossa=deles': 'ours=theirs',
  texto: 'text',
  nome: 'name',
  ordem: 'order',
  id: 'id',
  arquivo: 'file',
  'arquivos...': 'files...',
  minutos: 'minutes',
  dias: 'days',
  corte: 'split',
  data: 'date',
  número: 'number',
  quantas: 'how many',
  usuários: 'users',
  escopo: 'scope',
  prefixo: 'prefix',
  fica: 'stays',
  some: 'goes',
};

/** What Commander says in English. */
const titles: readonly (readonly [RegExp, string])[] = [
  [/^Usage:/gm, 'Uso:'],
  [/^Arguments:/gm, 'Argumentos:'],
  [/^Options:/gm, 'Opções:'],
  [/^Commands:/gm, 'Comandos:'],
  [/\[options\]/g, '[opções]'],
  [/\[command\]/g, '[comando]'],
  [/display help for command/g, 'mostra esta ajuda'],
  [/(?<=[(\s])default: /g, 'sem a opção: '],
  [/\(choices: /g, '(um de: '],
  [/^error: unknown option/gm, 'erro: opção desconhecida'],
  [/^error: unknown command/gm, 'erro: comando desconhecido'],
  [/^error: missing required argument/gm, 'erro: falta o argumento'],
  [/^error: required option (.*) not specified/gm, 'erro: falta a opção $1'],
  [/^error: option (.*) argument missing/gm, 'erro: falta o valor da opção $1'],
  [/^error: option (.*) cannot be used with option (.*)$/gm, 'erro: a opção $1 não vale junto com $2'],
  [/^error: option (.*) argument (.*) is invalid\./gm, 'erro: o valor $2 da opção $1 não serve:'],
  [/^error: too many arguments.*$/gm, 'erro: argumentos demais'],
  [/^error: /gm, 'erro: '],
  [/\(Did you mean (?:one of )?(.*)\?\)/g, '(seria $1?)'],
  [/Allowed choices are /g, 'um destes: '],
];

const portuguese = new Map(Object.entries(options).map(([pt, en]) => [en, pt]));

/** An option by its name in English, without the dashes; by the one it has, where it has one name alone. */
export function englishOption(name: string): string {
  return name in options ? options[name] : name;
}

/** An option by its Portuguese name, which the fields of the API have as well. */
export function portugueseOption(name: string): string {
  return portuguese.get(name) ?? name;
}

/** Words of a command line with options by their Portuguese names. What an option is given stays as it is. */
export function withPortugueseOptions(words: readonly string[]): string[] {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  return words.map((word, n) => {
    const option = n < end ? /^--([a-z-]+)(=.*)?$/s.exec(word) : null;
    const pt = option && portuguese.get(option[1]);
    return option && pt ? word.replace(option[1], pt) : word;
  });
}

/** Let a command, and those below it, speak the language of the terminal. */
export function inTerminalLanguage(command: Command): Command {
  command.configureOutput({
    writeOut: (text) => void process.stdout.write(told(text)),
    writeErr: (text) => void process.stderr.write(told(withNames(text, command))),
  });
  // Before they are put under each other.
  const help: Partial<Help> = {
    // Whence it is also taken what somebody may have meant.
    visibleOptions: (one) => new Help().visibleOptions(one).map(asNamed),
    argumentTerm: (argument) => told(`<${argument.name()}>`).slice(1, -1),
    subcommandTerm: nameOf,
    commandUsage: (one) => {
      const above = one.parent ? [...(one.parent.parent ? [one.parent.parent] : []), one.parent] : [];
      return [...above, one].map(nameOf).concat(told(one.usage())).join(' ');
    },
    styleTitle: (title) => told(title),
  };
  command.configureHelp(help);
  command.commands.forEach(inTerminalLanguage);
  return command;
}

function nameOf(command: Command): string {
  return (terminalLanguage() === 'en' ? command.aliases().at(0) : undefined) ?? command.name();
}

/** An option by its name in the language of the terminal. */
function asNamed(option: Option): Option {
  const { flags, long } = option;
  return Object.assign(Object.create(option) as Option, { flags: told(flags), long: long && told(long) });
}

/** An error of a command with the names of commands in the language of the terminal: its own, and those that were meant perhaps. */
function withNames(text: string, command: Command): string {
  const named = (name: string): string => {
    const meant = command.commands.find((one) => [one.name(), ...one.aliases()].includes(name));
    return meant ? nameOf(meant) : name;
  };
  return text
    .replace(/(?<=too many arguments for ')[^']+/, () => nameOf(command))
    .replace(/\(Did you mean (?:one of )?(.*)\?\)/, (_, names: string) => {
      const unique = [...new Set(names.split(', ').map(named))];
      return `(Did you mean ${unique.length > 1 ? 'one of ' : ''}${unique.join(', ')}?)`;
    });
}

/** What Commander writes, in the language of the terminal. */
function told(text: string): string {
  if (terminalLanguage() === 'pt') return titles.reduce((told, [english, pt]) => told.replace(english, pt), text);
  return text
    .replace(/--([a-z-]+)/g, (_, name: string) => `--${englishOption(name)}`)
    .replace(/(?<=<)[^<>\n]+(?=>)|(?<=argument ')[^'\n]+(?=')/g, (name) => values[name] ?? name);
}
