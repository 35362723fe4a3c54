import { Module } from '@nestjs/common';
import { StartController } from './start.controller';

/** The way to the page. The page itself are files: see dashboard.ts. */
@Module({ controllers: [StartController] })
export class DashboardModule {}
