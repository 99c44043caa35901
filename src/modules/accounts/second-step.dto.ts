import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class BeginSecondStep {
  @ApiProperty()
  @IsString()
  @Length(1, 1_000)
  password: string;
}

export class ConfirmSecondStep {
  @ApiProperty({ description: 'As the authenticator shows it now', example: '287082' })
  @IsString()
  @Length(1, 100)
  code: string;
}

export class RemoveSecondStep {
  @ApiProperty()
  @IsString()
  @Length(1, 1_000)
  password: string;

  @ApiProperty({ description: 'The six digits, or a recovery code', example: '287082' })
  @IsString()
  @Length(1, 100)
  code: string;
}

export class SecondStepDto {
  @ApiProperty({ description: 'For typing in, base 32', example: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' }) secret: string;
  @ApiProperty({ description: 'For showing as a QR code', example: 'otpauth://totp/Cunbo:admin?secret=…' }) uri: string;
}

export class RecoveryCodesDto {
  @ApiProperty({ type: [String], description: 'Ten, shown this once; each opens once in place of a code', example: ['abcde-fghjk'] })
  recoveryCodes: string[];
}
