import { Body, Controller, Get, Headers, Inject, Param, Put, Query } from '@nestjs/common';
import { RecommendationService } from 'centroide/nest';
import { DataSource } from 'typeorm';
import { Screening } from './screening.entity';

/** What the cinema's own app asks for. Who it is comes from the cinema's own accounts; here, from a header. */
@Controller('tonight')
export class CinemaController {
  constructor(
    private readonly recommendations: RecommendationService,
    @Inject(DataSource) private readonly cinema: DataSource,
  ) {}

  /** What is on, the best for this person first, and why. */
  @Get()
  async tonight(@Headers('x-member') member: string) {
    const screenings = await this.cinema.getRepository(Screening).find();
    const screenOf = new Map(screenings.map(({ filmId, screen }) => [filmId, screen]));
    const { films } = await this.recommendations.recommend(`cinema:${member}`, {
      only: [...screenOf.keys()],
      limit: 3,
      explain: true,
    });
    return films.map(({ id, title, because }) => ({ title, screen: screenOf.get(id), because }));
  }

  /** After the film: 0 to 5. Whoever rates for the first time is known from then on. */
  @Put('ratings/:film')
  async rate(@Headers('x-member') member: string, @Param('film') film: string, @Body() body: { stars: number }) {
    const { rating } = await this.recommendations.rate(`cinema:${member}`, film, body.stars, { createUser: true });
    return { stars: rating };
  }

  /** Why a film would be shown to this person. */
  @Get('why/:film')
  async why(@Headers('x-member') member: string, @Param('film') film: string) {
    const explained = await this.recommendations.explain(`cinema:${member}`, film);
    return explained ? explained.reasons.map(({ text }) => text) : [];
  }

  @Get('like/:film')
  async like(@Param('film') film: string) {
    const films = await this.recommendations.similar(film, { limit: 3 });
    return films.map(({ title }) => title);
  }

  @Get('search')
  async search(@Query('q') text: string) {
    const { films } = await this.recommendations.search(text, { limit: 3 });
    return films.map(({ id, title, year }) => ({ id, title, year }));
  }
}
