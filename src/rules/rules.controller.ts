import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '../http/api-docs';
import { Once } from '../access/once';
import { RequiresScope } from '../access/required-scope';
import { CLOCK, type Clock } from '../database/clock';
import { FilmFinder } from '../films/film-finder';
import { tellHint } from '../films/filter-hint';
import { ApiProblems } from '../http/api-problems';
import { hintHeader } from '../http/headers';
import { IdPipe } from '../http/id.pipe';
import { Lang } from '../http/lang.decorator';
import type { Language } from '../http/language';
import { tellLocation } from '../http/public-path';
import { ResponseHead, type Head } from '../http/response-head.decorator';
import type { Regra } from './regra.entity';
import { filterOf } from './rule-fields';
import { NewRuleBody, RuleDto, ruleDto, RulePatchBody } from './rule.dto';
import { RulesService } from './rules.service';

const OF_RULES = {
  pt:
    'Uma regra vale para todas as listas que `onde` nomeia, de `de` até `ate`: depois da pontuação e antes das páginas, ' +
    'que seguem sem repetir nada. Nenhuma traz o que a pessoa já viu, não quer ou deixou fora com um filtro.',
  en:
    'A rule holds for all lists that `onde` names, from `de` until `ate`: after scoring and before pages, which follow without ' +
    'repeating anything. None brings what the person has seen, does not want or has filtered out.',
};

@ApiTags('rules')
@Controller('regras')
export class RulesController {
  constructor(
    private readonly rules: RulesService,
    private readonly finder: FilmFinder,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Get()
  @RequiresScope('leitura')
  @ApiOperation({
    operationId: 'listRules',
    summary: {
      pt: 'Todas as regras dos editores, da mais antiga à mais nova',
      en: 'All rules of editors, from the oldest to the newest',
    },
    description: OF_RULES,
  })
  @ApiOkResponse({ type: [RuleDto] })
  @ApiProblems()
  async list(): Promise<RuleDto[]> {
    const now = this.now();
    return (await this.rules.list()).map((rule) => ruleDto(rule, now));
  }

  @Get(':id')
  @RequiresScope('leitura')
  @ApiOperation({ operationId: 'getRule', summary: { pt: 'Uma regra', en: 'A rule' } })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: RuleDto })
  @ApiProblems(404)
  async get(@Param('id', IdPipe) id: number): Promise<RuleDto> {
    return ruleDto(await this.rules.get(id), this.now());
  }

  @Post()
  @RequiresScope('edicao')
  @Once()
  @ApiOperation({
    operationId: 'createRule',
    summary: {
      pt: 'Cria uma regra, que vale da próxima lista em diante',
      en: 'Creates a rule, which holds from the next list on',
    },
    description: OF_RULES,
  })
  @ApiCreatedResponse({ type: RuleDto, headers: { Location: { schema: { type: 'string' } }, ...hintHeader } })
  @ApiProblems(409)
  async create(@Body() body: NewRuleBody, @Lang() language: Language, @ResponseHead() head: Head): Promise<RuleDto> {
    const rule = await this.rules.create(body);
    tellLocation(head, `/regras/${rule.id}`);
    return this.answer(rule, language, head);
  }

  @Patch(':id')
  @RequiresScope('edicao')
  @ApiOperation({
    operationId: 'updateRule',
    summary: {
      pt: 'Muda uma regra; o que não vier fica como está',
      en: 'Changes a rule; what is left out stays as it is',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: RuleDto, headers: { ...hintHeader } })
  @ApiProblems(404)
  async change(
    @Param('id', IdPipe) id: number,
    @Body() body: RulePatchBody,
    @Lang() language: Language,
    @ResponseHead() head: Head,
  ): Promise<RuleDto> {
    return this.answer(await this.rules.change(id, body), language, head);
  }

  @Delete(':id')
  @RequiresScope('edicao')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteRule', summary: { pt: 'Apaga uma regra', en: 'Deletes a rule' } })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiNoContentResponse({ description: { pt: 'Apagada', en: 'Deleted' } })
  @ApiProblems(404)
  remove(@Param('id', IdPipe) id: number): Promise<void> {
    return this.rules.remove(id);
  }

  /** A filter that lets nothing through for one word is likely a mistake: the header tells. */
  private async answer(rule: Regra, language: Language, head: Head): Promise<RuleDto> {
    const { filtro } = rule.fields;
    if (filtro) tellHint(head, (await this.finder.select(filterOf(filtro))).unknown, language);
    return ruleDto(rule, this.now());
  }
}
