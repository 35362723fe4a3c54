import { InvalidFields, Problem } from '../../http/problem';

export class ImportNotFound extends Problem {
  constructor(id: number) {
    super(404, 'importacao-nao-encontrada', {
      pt: `Importação com ID ${id} não encontrada.`,
      en: `There is no import with ID ${id}.`,
    });
  }
}

export class DemoInTheWay extends Problem {
  constructor() {
    super(409, 'catalogo-de-demonstracao', {
      pt: 'O banco contém o catálogo de demonstração, e os ids se misturariam. modo=substituir põe o arquivo no lugar de tudo; modo=manter junta os dois.',
      en: 'The database holds the demonstration catalogue, and ids would mix. modo=substituir puts the file in the place of everything; modo=manter merges the two.',
    });
  }
}

export class FileMissing extends InvalidFields {
  constructor() {
    super([
      {
        field: 'arquivo',
        message: {
          pt: 'recebeu (nada); aceita um arquivo, por exemplo com curl -F arquivo=@ml-latest-small.zip',
          en: 'got (nothing); takes a file, for example with curl -F arquivo=@ml-latest-small.zip',
        },
      },
    ]);
  }
}

export class NothingToForce extends InvalidFields {
  constructor() {
    super([
      {
        field: 'forcar',
        message: {
          pt: 'recebeu "true"; só vale junto com modo=substituir',
          en: 'got "true"; takes effect only with modo=substituir',
        },
      },
    ]);
  }
}

/** Parameters are in the address; what is in the form would be overlooked. */
export class UnknownParts extends InvalidFields {
  constructor(names: readonly string[]) {
    const message = {
      pt: 'o formulário tem só o arquivo; parâmetros vão no endereço, como em /importacoes?modo=manter',
      en: 'the form holds the file only; parameters go into the address, as in /importacoes?modo=manter',
    };
    super(names.map((field) => ({ field, message })));
  }
}
