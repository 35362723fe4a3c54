import { Problem } from '../../http/problem';

export class GroupNotFound extends Problem {
  constructor(id: number) {
    super(404, 'grupo-nao-encontrado', {
      pt: `Grupo com ID ${id} não encontrado. Os grupos do modelo em uso estão em /grupos.`,
      en: `There is no group with ID ${id}. The groups of the model in use are at /grupos.`,
    });
  }
}

/** The group that editors named is none of the groups of the model in use. */
export class NamedGroupGone extends Problem {
  constructor(id: number, name: string) {
    super(404, 'grupo-sem-sucessor', {
      pt: `O grupo ${id}, que os editores chamaram de “${name}”, não tem sucessor no modelo em uso: nenhum grupo de agora tem em boa parte os mesmos filmes. O nome pode ser apagado em /grupos/${id}/nome.`,
      en: `Group ${id}, which editors named “${name}”, has no successor in the model in use: no group of now has much the same films. The name can be deleted at /grupos/${id}/nome.`,
    });
  }
}

export class GroupNotNamed extends Problem {
  constructor(id: number) {
    super(404, 'grupo-sem-nome-dado', {
      pt: `Nenhum editor deu um nome ao grupo ${id}.`,
      en: `No editor has named group ${id}.`,
    });
  }
}

export class GroupNameTaken extends Problem {
  constructor(name: string, id: number) {
    super(409, 'nome-de-grupo-em-uso', {
      pt: `O grupo ${id} já se chama “${name}”. Escolha outro nome.`,
      en: `Group ${id} is called “${name}” already. Choose another name.`,
    });
  }
}
